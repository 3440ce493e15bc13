using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Results;

/// <summary>
/// Calls the done-callbacks of finished pages, one page at a time, gives each body back afterwards, and then commits the pages
/// together. The order of the callbacks is the correctness argument: docs/architecture.md. Thread-safe.
/// </summary>
/// <param name="callbacks">The callbacks, in their order.</param>
/// <param name="finished">What they add to, and is committed.</param>
internal sealed class DoneCallbackDispatcher(IReadOnlyList<IPageDoneCallback> callbacks, FinishedPages finished) : IDisposable
{
    private readonly IPageDoneCallback[] _callbacks = [.. callbacks];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs every callback on a page if nobody else runs any; then its body may still be in the processor's cache. A commit follows.</summary>
    /// <param name="page">The page.</param>
    /// <param name="cancellationToken">As of <see cref="DispatchAsync"/>.</param>
    /// <returns>False when it is for <see cref="DispatchAsync"/> to do.</returns>
    public async ValueTask<bool> TryDispatchAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        if (!_turn.Wait(0, CancellationToken.None))
        {
            return false;
        }

        try
        {
            await CallAsync(page, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs every callback on every page, and commits; a fault of one that is not isolated ends the crawl.</summary>
    /// <param name="pages">The pages; null for each of which the callbacks have run already.</param>
    /// <param name="cancellationToken">Cancelled when the crawl is cancelled, not when it drains.</param>
    public async ValueTask DispatchAsync(IReadOnlyList<PageOutcome?> pages, CancellationToken cancellationToken)
    {
        var done = 0;
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                while (done < pages.Count)
                {
                    if (pages[done++] is { } page)
                    {
                        await CallAsync(page, cancellationToken).ConfigureAwait(false);
                    }
                }

                await finished.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            for (; done < pages.Count; done++)
            {
                (pages[done]?.Fetch as FetchOutcome.Received)?.Body.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask CallAsync(PageOutcome page, CancellationToken cancellationToken)
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
