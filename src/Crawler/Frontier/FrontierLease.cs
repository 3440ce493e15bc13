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

    /// <summary>Why robots.txt keeps the item from being fetched, so that it is completed at once; null when it does not.</summary>
    public RobotsRefusal? Refusal { get; init; }

    /// <summary>The trap that the item would lead into, so that it is completed at once and not fetched; null when it leads into none.</summary>
    public string? Trap { get; init; }

    /// <summary>True when the item is not to be fetched.</summary>
    public bool IsRefused => Refusal is not null || Trap is not null;

    /// <summary>What an earlier crawl kept of the URL, so that only a change is transferred; null when nothing is known of it.</summary>
    public StoredResponse? Stored { get; init; }

    /// <summary>True for the first attempt at a page: what a page limit counts.</summary>
    public bool IsNewPage => Attempt == 1 && Item.Kind == ResourceKind.Page;
}
