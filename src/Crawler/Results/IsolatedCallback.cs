using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Results;

/// <summary>A callback of the user's: its faults are logged and counted, and cost the crawl nothing.</summary>
internal sealed partial class IsolatedCallback(IPageDoneCallback inner, CrawlerTelemetry telemetry, ILogger<IsolatedCallback> logger) : IPageDoneCallback
{
    [SuppressMessage("Design", "CA1031", Justification = "The user's code may throw anything; it is logged and counted.")]
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
            var callback = inner.GetType().Name;
            telemetry.RecordCallbackFault(callback);
            LogFault(error, callback, MaskedUrl.Of(page.Item.Url.Text));
        }
    }

    [LoggerMessage(EventIds.Results.CallbackFaulted, LogLevel.Error, "The done-callback {Callback} threw on {Url}; the crawl goes on")]
    private partial void LogFault(Exception error, string callback, string url);
}
