using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>A URL that is known, and how it came to be known.</summary>
public sealed record FrontierItem
{
    private const string RobotsPath = "/robots.txt";
    private const string SitemapPath = "/sitemap.xml";

    /// <summary>The URL.</summary>
    public required CrawlUrl Url { get; init; }

    /// <summary>The seed from which it was reached.</summary>
    public required CrawlUrl Seed { get; init; }

    /// <summary>The URL by which the scope is judged: the seed, or where the seed redirected to.</summary>
    public required CrawlUrl ScopeRoot { get; init; }

    /// <summary>What it is expected to be.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>
    /// Links from the seed, redirects not counted; 0 for a seed. For a sitemap: 0 at the place where every site has it, 1 when
    /// robots.txt names it, and one more behind each index.
    /// </summary>
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

    /// <summary>The sitemap of a seed's host, at the place that is customary (sitemaps.org). When it is leased, those that robots.txt names join it.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>A sitemap of depth 0.</returns>
    public static FrontierItem ForSitemapOf(CrawlUrl seed) =>
        ForSeed(seed) with { Url = At(seed, SitemapPath), Kind = ResourceKind.Sitemap };

    /// <summary>The robots.txt of a host (RFC 9309 §2.3).</summary>
    /// <param name="host">The host.</param>
    /// <returns>An item that tells the host by its <see cref="Seed"/>, whatever redirects it follows.</returns>
    public static FrontierItem ForRobots(HostKey host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var url = CrawlUrl.TryParse(host.Text + RobotsPath, out var parsed) ? parsed : throw new ArgumentException($"{host} has no robots.txt.", nameof(host));
        return ForSeed(url) with { Kind = ResourceKind.Robots };
    }

    /// <summary>True for a seed, and for where one redirects.</summary>
    public bool IsSeed => this is { Kind: ResourceKind.Page, Depth: 0 };

    /// <summary>True for the sitemap at the customary place.</summary>
    public bool IsCustomarySitemap => this is { Kind: ResourceKind.Sitemap, Depth: 0 };

    /// <summary>The item of a URL found on this page.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="kind">What it is expected to be.</param>
    /// <returns>An item one link deeper.</returns>
    public FrontierItem ForOutlink(CrawlUrl url, ResourceKind kind) =>
        new() { Url = url, Seed = Seed, ScopeRoot = ScopeRoot, Kind = kind, Depth = Depth + 1, Via = Url };

    /// <summary>The item of a sitemap that the robots.txt of this sitemap's host names; it may lie on another host.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>A sitemap of depth 1.</returns>
    public FrontierItem ForNamedSitemap(CrawlUrl url) => ForOutlink(url, ResourceKind.Sitemap) with { Via = At(Url, RobotsPath), Depth = 1 };

    /// <summary>The item of a sitemap that this index lists.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>A sitemap one index deeper, and never as one that robots.txt names.</returns>
    public FrontierItem ForListedSitemap(CrawlUrl url) => ForOutlink(url, ResourceKind.Sitemap) with { Depth = Math.Max(Depth, 1) + 1 };

    /// <summary>The item of a URL that this sitemap lists.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="kind">What it is expected to be.</param>
    /// <returns>An item as deep as a link of the seed.</returns>
    public FrontierItem ForListedUrl(CrawlUrl url, ResourceKind kind) => ForOutlink(url, kind) with { Depth = 1 };

    /// <summary>The item of the URL to which this one redirects. A seed hands its scope on: who asks for example.com wants www.example.com too.</summary>
    /// <param name="target">The URL.</param>
    /// <returns>An item of the same depth and kind.</returns>
    public FrontierItem ForRedirect(CrawlUrl target) =>
        this with { Url = target, ScopeRoot = Depth == 0 ? target : ScopeRoot, Via = Url, RedirectCount = RedirectCount + 1 };

    private static CrawlUrl At(CrawlUrl site, string path) =>
        site.TryResolve(path, out var url) ? url : throw new ArgumentException($"{site} has no {path}.", nameof(site));
}
