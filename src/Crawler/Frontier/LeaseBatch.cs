namespace AsyncCrawler.Frontier;

/// <summary>A store's answer to a <see cref="LeaseRequest"/>.</summary>
public sealed record LeaseBatch
{
    /// <summary>The answer of a store that knows nothing of the host.</summary>
    public static LeaseBatch Empty { get; } = new() { Leases = [] };

    /// <summary>The leases, oldest item first; empty when nothing is ready.</summary>
    public required IReadOnlyList<FrontierLease> Leases { get; init; }

    /// <summary>When an item of the host that now waits becomes ready; null when none waits.</summary>
    public DateTimeOffset? NextReadyAt { get; init; }

    /// <summary>Items of any host whose leases were found expired by this request, and which wait again.</summary>
    public IReadOnlyList<FrontierItem> Returned { get; init; } = [];
}
