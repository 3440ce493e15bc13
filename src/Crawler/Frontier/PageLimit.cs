namespace AsyncCrawler.Frontier;

/// <summary>Counts pages against the limit when they are leased (docs/decisions/0006). Not thread-safe: its owner holds the lock.</summary>
/// <param name="most">The limit; null means none.</param>
internal sealed class PageLimit(long? most)
{
    private long _leased;

    /// <summary>True when no new page may be leased.</summary>
    public bool IsReached => Left <= 0;

    private long Left => most is { } limit ? limit - _leased : long.MaxValue;

    /// <summary>Counts leases, or takes them back.</summary>
    public void Add(long pages) => _leased += pages;

    /// <summary>As many as there is room for, or all when only what does not count is leased.</summary>
    public int Clamp(int wanted) => IsReached ? wanted : (int)Math.Min(wanted, Left);
}
