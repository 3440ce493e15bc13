using AsyncCrawler.Frontier;

namespace AsyncCrawler.Storage;

/// <summary>An item with its number. Changed only under the lock of its store.</summary>
internal sealed class StoredItem(long id, FrontierItem item)
{
    public long Id { get; } = id;

    public FrontierItem Item { get; } = item;

    /// <summary>How often it was leased.</summary>
    public int Attempts { get; set; }

    /// <summary>Its place in the queue of its host: what was added or given back earlier has a lower one.</summary>
    public long Place { get; set; } = id;

    /// <summary>True for a page that was never tried: what a page limit holds back.</summary>
    public bool IsNewPage => Attempts == 0 && Item.Kind == ResourceKind.Page;
}
