using AsyncCrawler.Frontier;

namespace AsyncCrawler.Storage;

/// <summary>Counts open and closed items. Not thread-safe: its owner holds the lock.</summary>
internal sealed class PendingTally
{
    private long _pages;
    private long _images;

    /// <summary>Items that wait.</summary>
    public long Waiting => _pages + _images;

    /// <summary>Items closed for good.</summary>
    public long Completed { get; set; }

    /// <summary>Counts items that begin or cease to wait.</summary>
    public void Add(ResourceKind kind, long change)
    {
        if (kind == ResourceKind.Page)
        {
            _pages += change;
        }
        else
        {
            _images += change;
        }
    }

    /// <summary>The counts of this moment.</summary>
    public FrontierCounts ToCounts(int leased) => new(_pages, _images, leased, Completed);
}
