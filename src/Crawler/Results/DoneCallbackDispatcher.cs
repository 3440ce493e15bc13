using AsyncCrawler.Fetching;

namespace AsyncCrawler.Results;

/// <summary>
/// Calls the done-callbacks of a finished page in their order, one page at a time, and gives its body back afterwards.
/// The order is the correctness argument: docs/architecture.md.
/// </summary>
internal sealed class DoneCallbackDispatcher(IReadOnlyList<IPageDoneCallback> callbacks)
{
    /// <summary>Runs every callback; a fault of one that is not isolated ends the crawl.</summary>
    public async ValueTask DispatchAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var callback in callbacks)
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
