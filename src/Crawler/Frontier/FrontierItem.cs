using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>A URL that is known, and how it came to be known.</summary>
public sealed record FrontierItem
{
    /// <summary>The URL.</summary>
    public required CrawlUrl Url { get; init; }

    /// <summary>The seed from which it was reached.</summary>
    public required CrawlUrl Seed { get; init; }

    /// <summary>What it is expected to be.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>Links from the seed, redirects not counted; 0 for a seed.</summary>
    public required int Depth { get; init; }

    /// <summary>The page it was found on; null for a seed.</summary>
    public CrawlUrl? Via { get; init; }

    /// <summary>Redirects in a row that led here; 0 when it was found as a seed or link.</summary>
    public int RedirectCount { get; init; }
}
