using AsyncCrawler.Fetching;

namespace AsyncCrawler.Parsing;

/// <summary>The shared pool as one crawl sees it: with the wishes of that crawl.</summary>
internal sealed class CrawlPageParser(ParserPool pool, ContentWishes wishes) : IPageParser
{
    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken) =>
        pool.ParseAsync(page, wishes, cancellationToken);
}
