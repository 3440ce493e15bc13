using AsyncCrawler.Urls;

namespace AsyncCrawler.Politeness;

/// <summary>
/// The throttles of all hosts and what is known of their robots.txt: one for all crawls of a process, so that two crawls on one
/// host keep one delay, one limit of fetches at once and one pause between them (promise Q09). A throttle is forgotten when no
/// crawl uses it and nothing is owed to its host any more.
/// </summary>
public sealed class HostThrottles
{
    private const int FirstSweep = 1_024;

    private readonly TimeProvider _time;
    private readonly Dictionary<HostKey, HostThrottle> _throttles = [];
    private int _sweepAt = FirstSweep;

    /// <summary>Throttles of hosts that nobody has asked yet.</summary>
    /// <param name="time">The clock.</param>
    public HostThrottles(TimeProvider time)
    {
        _time = time;
        Robots = new RobotsCache(RobotsCache.DefaultCapacityInBytes, time);
    }

    /// <summary>Held by whoever uses anything of this room that the crawls share: the crawls schedule under one lock, so one may wake another.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>What is known of the robots.txt of each host.</summary>
    internal RobotsCache Robots { get; }

    /// <summary>Hosts that have a throttle.</summary>
    internal int Count => _throttles.Count;

    /// <summary>Gives a user the throttle of a host. From now on the strictest of its users counts for all of them.</summary>
    internal HostThrottle Join(HostKey host, IThrottleUser user)
    {
        if (!_throttles.TryGetValue(host, out var throttle))
        {
            SweepWhenFull();
            throttle = new HostThrottle(_time);
            _throttles.Add(host, throttle);
        }

        throttle.Join(user);
        return throttle;
    }

    /// <summary>Ends a use. What is owed to the host stays owed.</summary>
    internal void Leave(HostKey host, IThrottleUser user)
    {
        if (_throttles.TryGetValue(host, out var throttle))
        {
            throttle.Leave(user);
            if (throttle.IsSpent(_time.GetTimestamp()))
            {
                _throttles.Remove(host);
            }
        }
    }

    // Debts end by time alone, and nobody tells: so they are looked for when there are twice as many throttles as last time.
    private void SweepWhenFull()
    {
        if (_throttles.Count < _sweepAt)
        {
            return;
        }

        var now = _time.GetTimestamp();
        foreach (var (host, throttle) in _throttles)
        {
            if (throttle.IsSpent(now))
            {
                _throttles.Remove(host);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _throttles.Count * 2);
    }
}
