namespace AsyncCrawler.Frontier;

/// <summary>
/// Knows when nothing is open any more, by counting alone: what is wanted and waits, what is under way, and who may still
/// bring more. Not thread-safe: its owner holds the lock.
/// </summary>
internal sealed class QuiescenceDetector
{
    private int _feeders;

    /// <summary>Items under a lease.</summary>
    public long Leased { get; private set; }

    /// <summary>True when no item is under way, and nobody may bring more but the items that wait.</summary>
    public bool IsIdle => Leased == 0 && _feeders == 0;

    public void FeederJoined() => _feeders++;

    public void FeederLeft() => _feeders--;

    public void LeaseBegan(int count) => Leased += count;

    public void LeasesEnded(int count) => Leased -= count;
}
