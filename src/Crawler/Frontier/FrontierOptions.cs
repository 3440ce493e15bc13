using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Frontier;

/// <summary>How much is wanted.</summary>
public sealed class FrontierOptions
{
    /// <summary>Most pages to fetch; images do not count. Null means no limit, the default of the library.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxPages { get; set; }

    /// <summary>Most links between a seed and a page; redirects do not count. Null means no limit, the default of the library.</summary>
    [Range(0, int.MaxValue)]
    public int? MaxDepth { get; set; }

    /// <summary>True when only the seeds and their images are fetched, and no link is followed.</summary>
    public bool SeedsOnly { get; set; }

    /// <summary>True when the images of pages are fetched; the default.</summary>
    public bool IncludesImages { get; set; } = true;

    /// <summary>Whether the sitemaps of the seeds' hosts lead to pages. Default off; see docs/decisions/0008-sitemaps-are-asked-for.md.</summary>
    public SitemapMode Sitemaps { get; set; }

    /// <summary>Longest URL admitted, in characters. Default 2,083, what browsers and sitemaps have long been held to.</summary>
    [Range(64, 8_192)]
    public int MaxUrlLength { get; set; } = 2_083;

    /// <summary>Most redirects in a row. Default 10.</summary>
    [Range(0, 50)]
    public int MaxRedirects { get; set; } = 10;

    /// <summary>How long an item may be under way before the store may give it to somebody else. Default 1 hour: longer than any fetch, parse and callback.</summary>
    [TimeRange("00:01:00", "1.00:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most hosts whose state is kept in memory, about 1 KB each; the others wait in the store until there is room. Default 50,000: more than a crawl can keep busy.</summary>
    [Range(1, 10_000_000)]
    public int MaxHostsInMemory { get; set; } = 50_000;

    /// <summary>What holds for single seeds. Default: nothing else than for all.</summary>
#pragma warning disable SYSLIB1213 // Each is checked by itself, with its place in the list and what no attribute can say.
    public IList<SiteOptions> Sites { get; } = [];
#pragma warning restore SYSLIB1213
}
