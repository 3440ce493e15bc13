namespace AsyncCrawler.Frontier;

/// <summary>Counts pages against the limit when they are leased (docs/decisions/0006). Not thread-safe: its owner holds the lock.</summary>
/// <param name="most">The limit; null means none.</param>
internal sealed class PageLimit(long? most)
{
    private long _leased;
    private long _reserved;

    /// <summary>True when no new page may be leased.</summary>
    public bool IsReached => _leased >= most;

    private long Left => most is { } limit ? limit - _leased - _reserved : long.MaxValue;

    /// <summary>Counts leases, or takes them back.</summary>
    public void Add(long pages) => _leased += pages;

    /// <summary>
    /// As many as there is room for, or all when only what does not count is leased. None while leases that are being made may
    /// turn out to need all the room: <see cref="Settle"/> ends that.
    /// </summary>
    public int Clamp(int wanted) => IsReached ? wanted : (int)Math.Min(wanted, Left);

    /// <summary>Keeps room for leases that are about to be made. <see cref="Settle"/> follows.</summary>
    /// <param name="leases">How many at most; at most as many as <see cref="Clamp"/> gave.</param>
    /// <returns>The room kept: zero when only what does not count may be leased.</returns>
    public int Reserve(int leases)
    {
        var reserved = IsReached ? 0 : leases;
        _reserved += reserved;
        return reserved;
    }

    /// <summary>Gives room back that was kept, and counts the pages that were leased.</summary>
    /// <returns>True when there was no room meanwhile, so that somebody may have been turned away.</returns>
    public bool Settle(int reserved, int leased)
    {
        var wasFull = reserved > 0 && Left <= 0;
        _reserved -= reserved;
        _leased += leased;
        return wasFull;
    }
}
