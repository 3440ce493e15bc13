using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Results;

/// <summary>
/// Calls the done-callbacks of finished pages in their order, one page at a time, gives each body back afterwards, and then
/// commits the pages together. The order is the correctness argument: docs/architecture.md.
/// </summary>
/// <param name="callbacks">The callbacks.</param>
/// <param name="finished">What they add to, and is committed.</param>
internal sealed class DoneCallbackDispatcher(IReadOnlyList<IPageDoneCallback> callbacks, FinishedPages finished)
{
    private readonly IPageDoneCallback[] _callbacks = [.. callbacks];

    /// <summary>Runs every callback on every page; a fault of one that is not isolated ends the crawl.</summary>
    public async ValueTask DispatchAsync(IReadOnlyList<PageOutcome> pages, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            for (; done < pages.Count; done++)
            {
                await DispatchAsync(pages[done], cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            for (var i = done + 1; i < pages.Count; i++)
            {
                (pages[i].Fetch as FetchOutcome.Received)?.Body.Dispose();
            }
        }

        await finished.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask DispatchAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        using var span = CrawlerTelemetry.StartStep("crawler.record", page.Fetch.Span);
        try
        {
            foreach (var callback in _callbacks)
            {
                await callback.OnPageDoneAsync(page, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            (page.Fetch as FetchOutcome.Received)?.Body.Dispose();
        }
    }
}
