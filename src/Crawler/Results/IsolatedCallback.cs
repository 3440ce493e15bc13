using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Results;

/// <summary>A callback of the user's: its faults are logged, and cost the crawl nothing.</summary>
internal sealed partial class IsolatedCallback(IPageDoneCallback inner, ILogger<IsolatedCallback> logger) : IPageDoneCallback
{
    [SuppressMessage("Design", "CA1031", Justification = "The user's code may throw anything; it is logged.")]
    public async ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        try
        {
            await inner.OnPageDoneAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            LogFault(error, inner.GetType().Name, MaskedUrl.Of(page.Item.Url.Text));
        }
    }

    [LoggerMessage(EventIds.Results.CallbackFaulted, LogLevel.Error, "The done-callback {Callback} threw on {Url}; the crawl goes on")]
    private partial void LogFault(Exception error, string callback, string url);
}
