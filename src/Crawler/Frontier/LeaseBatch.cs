namespace AsyncCrawler.Frontier;

/// <summary>A store's answer to a <see cref="LeaseRequest"/>.</summary>
/// <param name="Leases">The leases, oldest item first; empty when nothing is ready.</param>
/// <param name="NextReadyAt">When an item of the host that now waits becomes ready; null when none waits.</param>
public sealed record LeaseBatch(IReadOnlyList<FrontierLease> Leases, DateTimeOffset? NextReadyAt);
