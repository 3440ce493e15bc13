using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>A URL that is known, and how it came to be known.</summary>
public sealed record FrontierItem
{
    /// <summary>The URL.</summary>
    public required CrawlUrl Url { get; init; }

    /// <summary>The seed from which it was reached.</summary>
    public required CrawlUrl Seed { get; init; }

    /// <summary>The URL by which the scope is judged: the seed, or where the seed redirected to.</summary>
    public required CrawlUrl ScopeRoot { get; init; }

    /// <summary>What it is expected to be.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>Links from the seed, redirects not counted; 0 for a seed.</summary>
    public required int Depth { get; init; }

    /// <summary>The page it was found on; null for a seed.</summary>
    public CrawlUrl? Via { get; init; }

    /// <summary>Redirects in a row that led here; 0 when it was found as a seed or link.</summary>
    public int RedirectCount { get; init; }

    /// <summary>The item of a seed.</summary>
    /// <param name="url">The seed's URL.</param>
    /// <returns>A page of depth 0.</returns>
    public static FrontierItem ForSeed(CrawlUrl url) =>
        new() { Url = url, Seed = url, ScopeRoot = url, Kind = ResourceKind.Page, Depth = 0 };

    /// <summary>The item of a URL found on this page.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="kind">What it is expected to be.</param>
    /// <returns>An item one link deeper.</returns>
    public FrontierItem ForOutlink(CrawlUrl url, ResourceKind kind) =>
        new() { Url = url, Seed = Seed, ScopeRoot = ScopeRoot, Kind = kind, Depth = Depth + 1, Via = Url };

    /// <summary>The item of the URL to which this one redirects. A seed hands its scope on: who asks for example.com wants www.example.com too.</summary>
    /// <param name="target">The URL.</param>
    /// <returns>An item of the same depth and kind.</returns>
    public FrontierItem ForRedirect(CrawlUrl target) =>
        this with { Url = target, ScopeRoot = Depth == 0 ? target : ScopeRoot, Via = Url, RedirectCount = RedirectCount + 1 };
}
