namespace AsyncCrawler.Politeness;

/// <summary>
/// When one host may be asked again, by any of the crawls that use it. Counts in timestamps of the provider, so a clock that is
/// set back or forward changes nothing. Not thread-safe: its users hold <see cref="HostThrottles.Gate"/>.
/// </summary>
internal sealed class HostThrottle(TimeProvider time)
{
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(5);

    private readonly ThrottleUsers _users = new();
    private readonly HostBackoff _backoff = new();
    private IThrottleUser? _lastUser;
    private TimeSpan _hostsDelay;

    /// <summary>Fetches under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>The timestamp from which the next fetch may begin.</summary>
    public long ReadyAt { get; private set; }

    /// <summary>The throttle of its address; one of its own until the address is known.</summary>
    public AddressThrottle Address { get; private set; } = new() { Hosts = 1 };

    /// <summary>True when the address was asked for, whatever the answer.</summary>
    public bool IsLocated { get; set; }

    /// <summary>How far the asking for robots.txt has come.</summary>
    public RobotsInquiry Robots { get; } = new();

    /// <summary>Least time between two fetches at present: what the users want, what the host wants, or more while it is overloaded.</summary>
    public TimeSpan Delay => _backoff.Delay > AgreedDelay ? _backoff.Delay : AgreedDelay;

    /// <summary>What the host is owed beyond what the users keep anyway; zero when nothing.</summary>
    public TimeSpan OwedDelay => Delay > _users.Delay ? Delay : TimeSpan.Zero;

    /// <summary>How many fetches the host may get now, the time and the address left aside: without a delay all the room there is, otherwise one.</summary>
    public int Room => Delay == TimeSpan.Zero ? _users.MostPerHost - InFlight : Math.Min(1, _users.MostPerHost - InFlight);

    private TimeSpan AgreedDelay => _hostsDelay > _users.Delay ? _hostsDelay : _users.Delay;

    /// <summary>Adds a user; the strictest of them counts.</summary>
    public void Join(IThrottleUser user) => _users.Add(user);

    /// <summary>Removes a user.</summary>
    public void Leave(IThrottleUser user)
    {
        _users.Remove(user);
        _lastUser = _lastUser == user ? null : _lastUser;
    }

    /// <summary>Tells all users to try again.</summary>
    public void TellUsers() => _users.Tell();

    /// <summary>True when nobody uses it and nothing is owed to the host.</summary>
    public bool IsSpent(long now) => _users.IsEmpty && InFlight == 0 && ReadyAt <= now && Robots.RetryAt <= now;

    /// <summary>Moves the host to its address, with what is under way.</summary>
    public void MoveTo(AddressThrottle address)
    {
        var old = Address;
        Address = address;
        address.Hosts++;
        address.Reserve(InFlight);
        old.Hosts--;
        old.Free(InFlight);
        TellUsers();
    }

    /// <summary>The timestamp from which a user may begin the next fetch: a moment later for the one that had the last, when others wait, so that they take turns.</summary>
    public long ReadyAtFor(IThrottleUser user) => user == _lastUser && _users.HasWaitingBeside(user) ? ReadyAt + time.ToTicks(Courtesy) : ReadyAt;

    /// <summary>Takes room for fetches that may begin.</summary>
    /// <param name="user">Who takes it.</param>
    /// <param name="count">At most <see cref="Room"/>.</param>
    public void Reserve(IThrottleUser user, int count)
    {
        _lastUser = user;
        InFlight += count;
        Address.Reserve(count);
    }

    /// <summary>Tells how many of the reserved fetches begin: the room of the others is free again, and without any there is no delay either.</summary>
    /// <param name="reserved">What <see cref="Reserve"/> was told.</param>
    /// <param name="begun">How many begin.</param>
    public void Begin(int reserved, int begun)
    {
        if (begun > 0)
        {
            Restart();
        }

        if (begun < reserved)
        {
            Free(reserved - begun);
        }
    }

    /// <summary>Tells that one fetch ended.</summary>
    /// <param name="load">How the host bore it.</param>
    /// <param name="pause">How long the host asked to be left alone; null when it did not.</param>
    public void End(HostLoad load, TimeSpan? pause)
    {
        _backoff.Note(load, AgreedDelay, _users.MaxBackoffDelay);
        if (_users.MostPerHost == 1 || load == HostLoad.Overloaded)
        {
            Restart();
        }

        if (pause is { } asked)
        {
            NotBefore(time.After(asked));
        }

        Free(1);
    }

    /// <summary>Sets the delay that the host asks for. The users' own is its floor.</summary>
    /// <param name="asked">The delay; null when the host asks for none.</param>
    public void SetDelay(TimeSpan? asked) => _hostsDelay = asked ?? TimeSpan.Zero;

    /// <summary>Counts the delay from now, as if a fetch had just ended.</summary>
    public void Restart() => NotBefore(time.After(Delay));

    /// <summary>Takes up what an earlier run owes the host, which counts as asked at a moment.</summary>
    /// <param name="delay">The delay that was kept beyond the users' own; zero when none was.</param>
    /// <param name="askedAt">The timestamp of the moment.</param>
    public void Owe(TimeSpan delay, long askedAt)
    {
        _backoff.Restore(delay > _backoff.Delay ? delay : _backoff.Delay);
        NotBefore(askedAt + time.ToTicks(Delay));
    }

    /// <summary>Forbids fetches before a timestamp.</summary>
    public void NotBefore(long timestamp) => ReadyAt = Math.Max(ReadyAt, timestamp);

    private void Free(int count)
    {
        InFlight -= count;
        TellUsers();
        Address.Free(count);
    }
}
