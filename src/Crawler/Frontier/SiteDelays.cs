using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>The delays of sites by the host of their seed; of several on one host the longest. Immutable and thread-safe.</summary>
internal sealed class SiteDelays
{
    private readonly Dictionary<HostKey, TimeSpan> _byHost = [];

    public SiteDelays(IEnumerable<SiteOptions> sites)
    {
        foreach (var site in sites)
        {
            if (site.Delay is { } delay && CrawlUrl.TryParse(site.Url, out var seed) && delay > Of(seed.Host))
            {
                _byHost[seed.Host] = delay;
            }
        }
    }

    /// <summary>Least time between two fetches from a host, robots.txt included; zero where no site says anything.</summary>
    public TimeSpan Of(HostKey host) => _byHost.Count == 0 ? TimeSpan.Zero : _byHost.GetValueOrDefault(host);
}
