using AsyncCrawler.Politeness;

namespace AsyncCrawler.Frontier;

/// <summary>A promise to finish an item or to give it back. Results that arrive under an expired lease are ignored.</summary>
public sealed record FrontierLease
{
    /// <summary>The store's number of the item.</summary>
    public required long ItemId { get; init; }

    /// <summary>The item.</summary>
    public required FrontierItem Item { get; init; }

    /// <summary>How often the item was leased so far, this time included; 1 for the first time. With the item it names the lease.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the store may give the item to somebody else.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Why the item is not to be fetched, but completed at once; null when it is to be fetched.</summary>
    public RobotsRefusal? Refusal { get; init; }

    /// <summary>What an earlier crawl kept of the URL, so that only a change is transferred; null when nothing is known of it.</summary>
    public StoredResponse? Stored { get; init; }

    /// <summary>True for the first attempt at a page: what a page limit counts.</summary>
    public bool IsNewPage => Attempt == 1 && Item.Kind == ResourceKind.Page;
}
