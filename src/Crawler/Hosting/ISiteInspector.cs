using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Hosting;

/// <summary>Single steps of a crawl, for those who want to see one: no frontier, no delay, no output. Thread-safe.</summary>
public interface ISiteInspector
{
    /// <summary>Fetches a URL as a crawl would, redirects followed. Neither robots.txt nor scope are asked: who names a URL wants that URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Each exchange; the caller disposes it.</returns>
    ValueTask<FetchReport> FetchAsync(CrawlUrl url, CancellationToken cancellationToken);

    /// <summary>Fetches and reads the robots.txt of a site, as a crawl would.</summary>
    /// <param name="site">Any URL of the site; scheme, host and port count.</param>
    /// <param name="agent">For which crawler it is read, by product token or User-Agent field; null for ourselves.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>What came of it.</returns>
    ValueTask<RobotsReport> ReadRobotsAsync(CrawlUrl site, string? agent, CancellationToken cancellationToken);

    /// <summary>Fetches and parses one sitemap. Neither robots.txt nor scope are asked: who names a file wants that file.</summary>
    /// <param name="sitemap">The sitemap.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The outcome; its lists say what the sitemap lists, its body is gone.</returns>
    /// <exception cref="Parsing.ParserUnavailableException">The parser processes cannot be started.</exception>
    ValueTask<PageOutcome> ReadSitemapAsync(CrawlUrl sitemap, CancellationToken cancellationToken);
}
