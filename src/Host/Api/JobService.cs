using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Host.Api;

/// <summary>Starts and stops the jobs with the web server: taken up before the first request, drained while the last ones are answered.</summary>
internal sealed partial class JobService(JobBoard board, JobRecovery recovery, JobWebhooks webhooks, ParserPool pool, ILogger<JobService> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _recovering = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await webhooks.StartAsync(_stop.Token);
        await board.StartAsync(cancellationToken);
        _recovering = Task.WhenAll(Task.Run(WarmUpAsync, CancellationToken.None), recovery.RunAsync(_stop.Token));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        using var registration = cancellationToken.Register(board.Cancel);
        await board.StopAsync();
        await webhooks.StopAsync();
        await _recovering;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    // The service answers also while no parser can be had: then its crawls are held, and health says so (promises R12).
    [SuppressMessage("Design", "CA1031", Justification = "Edge of a background task: becomes a log event, and every crawl tries again.")]
    private async Task WarmUpAsync()
    {
        try
        {
            await pool.StartAsync(_stop.Token);
        }
        catch (Exception error)
        {
            LogNotWarm(error.Message);
        }
    }

    [LoggerMessage(EventIds.Api.ParsersUnavailable, LogLevel.Error, "The parser processes do not start: {Reason}")]
    private partial void LogNotWarm(string reason);
}
