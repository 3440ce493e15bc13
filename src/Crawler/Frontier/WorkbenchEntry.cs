using AsyncCrawler.Politeness;

namespace AsyncCrawler.Frontier;

/// <summary>One address on a crawl's <see cref="Workbench"/>, with the crawl's hosts there.</summary>
internal sealed class WorkbenchEntry : IThrottleUser
{
    private readonly HostScheduler _scheduler;

    /// <param name="address">The address; left by <see cref="AddressThrottle.Leave"/>.</param>
    /// <param name="scheduler">Whose entry it is.</param>
    public WorkbenchEntry(AddressThrottle address, HostScheduler scheduler)
    {
        Address = address;
        _scheduler = scheduler;
        address.Join(this);
    }

    /// <summary>How much the address can take; shared with other crawls.</summary>
    public AddressThrottle Address { get; }

    /// <summary>The slots that are at this address.</summary>
    public int Slots { get; set; }

    /// <summary>The hosts that may be asked, by the time at which they may. What a slot no longer stands for is passed over.</summary>
    public PriorityQueue<HostSlot, long> Hosts { get; } = new();

    /// <summary>The timestamp under which the entry stands on the workbench; null when it does not.</summary>
    public long? ScheduledAt { get; set; }

    /// <inheritdoc/>
    public PolitenessOptions Limits => _scheduler.Limits;

    /// <inheritdoc/>
    public bool IsWaiting => Hosts.Count > 0;

    /// <inheritdoc/>
    public void TryAgain() => _scheduler.TryAgain(this);
}
