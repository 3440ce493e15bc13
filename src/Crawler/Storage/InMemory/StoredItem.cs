using AsyncCrawler.Frontier;

namespace AsyncCrawler.Storage.InMemory;

/// <summary>An item with its number, which is also its age.</summary>
internal sealed class StoredItem(long id, FrontierItem item)
{
    public long Id { get; } = id;

    public FrontierItem Item { get; } = item;

    /// <summary>How often it was leased.</summary>
    public int Attempts { get; set; }

    /// <summary>True for a page that was never tried: what a page limit holds back.</summary>
    public bool IsNewPage => Attempts == 0 && Item.Kind == ResourceKind.Page;
}
