using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>The acknowledgement, and always the last: a crash before it repeats the page, a crash after it does not.</summary>
internal sealed class LeaseCompletionCallback(CrawlFrontier frontier) : IPageDoneCallback
{
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken) =>
        frontier.CompleteAsync(page.Lease, cancellationToken);
}
