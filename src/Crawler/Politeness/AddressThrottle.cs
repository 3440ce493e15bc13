using System.Net;

namespace AsyncCrawler.Politeness;

/// <summary>
/// How many fetches are under way from the hosts of one address: thousands of names may be one machine. A host whose address is
/// not known has one of its own. Not thread-safe: its users hold <see cref="HostThrottles.Gate"/>.
/// </summary>
internal sealed class AddressThrottle
{
    private readonly ThrottleUsers _users = new();

    /// <summary>The address; null when it is not known.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>Hosts at this address that have a throttle.</summary>
    public int Hosts { get; set; }

    /// <summary>Fetches under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>How many fetches may begin now.</summary>
    public int Room => _users.MostPerAddress - InFlight;

    public void Join(IThrottleUser user) => _users.Add(user);

    public void Leave(IThrottleUser user) => _users.Remove(user);

    /// <summary>Takes room.</summary>
    public void Reserve(int count) => InFlight += count;

    /// <summary>Gives room back, and tells the users.</summary>
    public void Free(int count)
    {
        InFlight -= count;
        _users.Tell();
    }
}
