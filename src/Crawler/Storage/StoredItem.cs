using AsyncCrawler.Frontier;

namespace AsyncCrawler.Storage;

/// <summary>An item with its number, as it waits in the queue of its host. A value: a large frontier has millions of them.</summary>
/// <param name="Id">The number.</param>
/// <param name="Item">The item.</param>
/// <param name="Attempts">How often it was leased.</param>
/// <param name="Place">Its place in the queue: what was added or given back earlier has a lower one.</param>
internal readonly record struct StoredItem(long Id, FrontierItem Item, int Attempts, long Place)
{
    /// <summary>True for a page that was never tried: what a page limit holds back.</summary>
    public bool IsNewPage => Attempts == 0 && Item.Kind == ResourceKind.Page;

    /// <summary>An item that was just added: its number is its place.</summary>
    public static StoredItem New(long id, FrontierItem item) => new(id, item, 0, id);
}
