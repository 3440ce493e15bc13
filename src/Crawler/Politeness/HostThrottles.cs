using System.Net;
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
    private readonly Dictionary<IPAddress, AddressThrottle> _addresses = [];
    private int _sweepAt = FirstSweep;

    /// <summary>Throttles of hosts that nobody has asked yet, each taken to be at an address of its own.</summary>
    /// <param name="time">The clock.</param>
    public HostThrottles(TimeProvider time)
        : this(null, time)
    {
    }

    /// <summary>Throttles of hosts that nobody has asked yet.</summary>
    /// <param name="addresses">Where hosts are reached; null when each is taken to be at an address of its own.</param>
    /// <param name="time">The clock.</param>
    internal HostThrottles(IHostAddresses? addresses, TimeProvider time)
    {
        Addresses = addresses;
        _time = time;
        Robots = new RobotsCache(RobotsCache.DefaultCapacityInBytes, time);
    }

    /// <summary>Held by whoever uses anything of this room that the crawls share: the crawls schedule under one lock, so one may wake another.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Where hosts are reached; null when each is taken to be at an address of its own.</summary>
    internal IHostAddresses? Addresses { get; }

    /// <summary>What is known of the robots.txt of each host: the rules for the one product token, which all crawls of a process share.</summary>
    internal RobotsCache Robots { get; }

    /// <summary>Hosts that have a throttle.</summary>
    internal int Count => _throttles.Count;

    /// <summary>Gives a user the throttle of a host. From now on the strictest of its users counts for all of them.</summary>
    internal HostThrottle Join(HostKey host, IThrottleUser user)
    {
        if (!_throttles.TryGetValue(host, out var throttle))
        {
            SweepWhenFull();
            throttle = new HostThrottle(_time) { IsLocated = Addresses is null };
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
                Forget(host, throttle);
            }
        }
    }

    /// <summary>Tells where a host is reached.</summary>
    /// <param name="throttle">The host's throttle.</param>
    /// <param name="address">The address; null when it cannot be had, which leaves the host by itself.</param>
    internal void Locate(HostThrottle throttle, IPAddress? address)
    {
        throttle.IsLocated = true;
        if (address is null)
        {
            return;
        }

        if (!_addresses.TryGetValue(address, out var shared))
        {
            shared = throttle.Address;
            shared.Address = address;
            _addresses.Add(address, shared);
        }

        if (shared != throttle.Address)
        {
            throttle.MoveTo(shared);
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
                Forget(host, throttle);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _throttles.Count * 2);
    }

    private void Forget(HostKey host, HostThrottle throttle)
    {
        _throttles.Remove(host);
        throttle.Address.Hosts--;
        if (throttle.Address is { Hosts: 0, Address: { } address })
        {
            _addresses.Remove(address);
        }
    }
}
