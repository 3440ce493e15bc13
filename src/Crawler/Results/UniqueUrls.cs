using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Gathers URLs in their order, each once, for one list after the other. Not thread-safe.</summary>
internal sealed class UniqueUrls
{
    // One sitemap of 50,000 URLs must not keep its memory for the rest of the crawl.
    private const int MaxKept = 1_024;

    private HashSet<CrawlUrl> _seen = [];
    private List<CrawlUrl> _urls = [];

    /// <summary>Adds a URL, if it is not there.</summary>
    public void Add(CrawlUrl url)
    {
        if (_seen.Add(url))
        {
            _urls.Add(url);
        }
    }

    /// <summary>Takes the list out, and begins an empty one.</summary>
    public IReadOnlyList<CrawlUrl> Take()
    {
        CrawlUrl[] taken = [.. _urls];
        if (taken.Length > MaxKept)
        {
            (_seen, _urls) = ([], []);
        }
        else
        {
            _seen.Clear();
            _urls.Clear();
        }

        return taken;
    }
}
