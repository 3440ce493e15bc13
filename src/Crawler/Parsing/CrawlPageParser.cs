using AsyncCrawler.Fetching;

namespace AsyncCrawler.Parsing;

/// <summary>
/// The shared pool as one crawl's pipeline sees it: with the wishes of that crawl. Whoever waits goes on, on the thread that reads the
/// child's answers, as far as it can: it must not block there, nor run code of others, and the pipeline does neither.
/// </summary>
internal sealed class CrawlPageParser(ParserPool pool, ContentWishes wishes) : IPageParser
{
    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken) =>
        pool.ParseAsync(page, wishes, goesOnThere: true, cancellationToken);
}
