using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>The <see cref="SiteOptions"/> by their seeds; the last of equal seeds counts. Immutable and thread-safe.</summary>
internal sealed class SiteTable
{
    private readonly Dictionary<CrawlUrl, SiteOptions> _bySeed = [];

    public SiteTable(IEnumerable<SiteOptions> sites)
    {
        foreach (var site in sites)
        {
            if (CrawlUrl.TryParse(site.Url, out var seed))
            {
                _bySeed[seed] = site;
                HasPageLimit |= site.MaxPages is not null;
            }
        }
    }

    /// <summary>True when a site has a page limit of its own.</summary>
    public bool HasPageLimit { get; }

    /// <summary>What holds for an item; null when nothing else than for the crawl.</summary>
    public SiteOptions? Of(FrontierItem item) => _bySeed.Count == 0 ? null : _bySeed.GetValueOrDefault(item.Seed);
}
