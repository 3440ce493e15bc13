namespace AsyncCrawler.Politeness;

/// <summary>The users of one throttle. The strictest of them counts for all; when the last one leaves, what was agreed last stays, as it may still be owed.</summary>
internal sealed class ThrottleUsers
{
    private readonly List<IThrottleUser> _users = new(1);

    public bool IsEmpty => _users.Count == 0;

    /// <summary>Least time between two fetches from a host.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Longest time between two fetches from a host that is overloaded.</summary>
    public TimeSpan MaxBackoffDelay { get; private set; }

    /// <summary>Most fetches from a host at once.</summary>
    public int MostPerHost { get; private set; } = 1;

    /// <summary>Most fetches from an address at once.</summary>
    public int MostPerAddress { get; private set; } = 1;

    public void Add(IThrottleUser user)
    {
        _users.Add(user);
        TakeStrictest();
    }

    public void Remove(IThrottleUser user)
    {
        _users.Remove(user);
        TakeStrictest();
    }

    /// <summary>True when somebody else waits too.</summary>
    public bool HasWaitingBeside(IThrottleUser user)
    {
        foreach (var other in _users)
        {
            if (other != user && other.IsWaiting)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells all of them to try again.</summary>
    public void Tell()
    {
        foreach (var user in _users)
        {
            user.TryAgain();
        }
    }

    private void TakeStrictest()
    {
        if (_users.Count == 0)
        {
            return;
        }

        Delay = _users.Max(static user => user.Delay);
        MaxBackoffDelay = _users.Max(static user => user.Limits.MaxBackoffDelay);
        MostPerHost = _users.Min(static user => user.Limits.MaxInFlightPerHost);

        // One host alone may always have what is its own.
        MostPerAddress = _users.Min(static user => Math.Max(user.Limits.MaxInFlightPerHost, user.Limits.MaxInFlightPerAddress));
    }
}
