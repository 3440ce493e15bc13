namespace AsyncCrawler.Politeness;

/// <summary>
/// When one host may be asked again, by any of the crawls that use it. Counts in timestamps of the provider, so a clock that is
/// set back or forward changes nothing. Not thread-safe: its users hold <see cref="HostThrottles.Gate"/>.
/// </summary>
internal sealed class HostThrottle(TimeProvider time)
{
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(5);

    private readonly List<IThrottleUser> _users = new(1);
    private IThrottleUser? _lastUser;
    private long _usersDelay;
    private long _hostsDelay;
    private int _mostInFlight = 1;

    /// <summary>Fetches under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>The timestamp from which the next fetch may begin.</summary>
    public long ReadyAt { get; private set; }

    /// <summary>How far the asking for robots.txt has come.</summary>
    public RobotsInquiry Robots { get; } = new();

    /// <summary>How many fetches may begin now, the time left aside: without a delay all the room there is, otherwise one.</summary>
    public int Room => Delay == 0 ? _mostInFlight - InFlight : Math.Min(1, _mostInFlight - InFlight);

    private long Delay => Math.Max(_usersDelay, _hostsDelay);

    /// <summary>Adds a user; the strictest of them counts.</summary>
    public void Join(IThrottleUser user)
    {
        _users.Add(user);
        TakeStrictest();
    }

    /// <summary>Removes a user.</summary>
    public void Leave(IThrottleUser user)
    {
        _users.Remove(user);
        _lastUser = _lastUser == user ? null : _lastUser;
        TakeStrictest();
    }

    /// <summary>True when nobody uses it and nothing is owed to the host.</summary>
    public bool IsSpent(long now) => _users.Count == 0 && InFlight == 0 && ReadyAt <= now && Robots.RetryAt <= now;

    /// <summary>The timestamp from which a user may begin the next fetch: a moment later for the one that had the last, when others wait, so that they take turns.</summary>
    public long ReadyAtFor(IThrottleUser user) => user == _lastUser && _users.Exists(other => other != user && other.IsWaiting) ? ReadyAt + time.ToTicks(Courtesy) : ReadyAt;

    /// <summary>Takes room for fetches that may begin.</summary>
    /// <param name="user">Who takes it.</param>
    /// <param name="count">At most <see cref="Room"/>.</param>
    public void Reserve(IThrottleUser user, int count)
    {
        _lastUser = user;
        InFlight += count;
    }

    /// <summary>Tells how many of the reserved fetches begin: the room of the others is free again, and without any there is no delay either.</summary>
    /// <param name="reserved">What <see cref="Reserve"/> was told.</param>
    /// <param name="begun">How many begin.</param>
    /// <param name="now">The timestamp of now.</param>
    public void Begin(int reserved, int begun, long now)
    {
        InFlight -= reserved - begun;
        if (begun > 0)
        {
            NotBefore(now + Delay);
        }

        if (begun < reserved)
        {
            TellUsers();
        }
    }

    /// <summary>Sets the delay that the host asks for. The users' own is its floor.</summary>
    /// <param name="asked">The delay; null when the host asks for none.</param>
    public void SetDelay(TimeSpan? asked) => _hostsDelay = time.ToTicks(asked ?? TimeSpan.Zero);

    /// <summary>Counts the delay from now, as if a fetch had just ended.</summary>
    public void Restart(long now) => NotBefore(now + Delay);

    /// <summary>Tells that one fetch ended.</summary>
    /// <param name="pause">How long the host asked to be left alone; null when it did not.</param>
    /// <param name="now">The timestamp of now.</param>
    public void End(TimeSpan? pause, long now)
    {
        InFlight--;
        if (_mostInFlight == 1)
        {
            NotBefore(now + Delay);
        }

        if (pause is { } asked)
        {
            NotBefore(now + time.ToTicks(asked));
        }

        TellUsers();
    }

    /// <summary>Tells all users to try again.</summary>
    public void TellUsers()
    {
        foreach (var user in _users)
        {
            user.TryAgain();
        }
    }

    private void NotBefore(long timestamp) => ReadyAt = Math.Max(ReadyAt, timestamp);

    // Without users what was agreed last stays: it may still be owed.
    private void TakeStrictest()
    {
        if (_users.Count > 0)
        {
            _usersDelay = time.ToTicks(_users.Max(static user => user.Limits.Delay));
            _mostInFlight = _users.Min(static user => user.Limits.MaxInFlightPerHost);
        }
    }
}
