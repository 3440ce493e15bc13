using AsyncCrawler.Host.Progress;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Host.Cli;

/// <summary>One crawl from the engine's start to its end: watched, and stopped by signals, by time, or when nobody reads any more.</summary>
internal sealed class WatchedCrawl(CliConsole console, StopSignals signals, CrawlShow show)
{
    private IOException? _outputFault;

    /// <summary>The longest time; null means no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Crawls.</summary>
    /// <param name="configure">Sets the engine's options.</param>
    /// <param name="request">What is wanted.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="OptionsValidationException">The options do not fit together.</exception>
    /// <exception cref="OperationCanceledException">A signal came before the crawl began.</exception>
    /// <exception cref="IOException">The crawl directory cannot be used, an outcome could not be kept, or standard output is full.</exception>
    /// <exception cref="Parsing.ParserUnavailableException">The parser processes cannot be started, or none is left.</exception>
    public async Task<CrawlEnd> RunAsync(Action<CrawlerOptions> configure, CrawlRequest request)
    {
        await using var provider = Engine.Build(console, show.LogLevel, configure);
        var directory = provider.GetRequiredService<IOptions<CrawlerOptions>>().Value.Output.Directory is { Length: > 0 } path ? path : null;
        await using var run = await provider.GetRequiredService<ICrawler>().StartAsync(request, signals.DrainRequested);
        using var limit = MaxTime is { } time ? new CancellationTokenSource(time, console.Time) : new CancellationTokenSource();
        using var onDrain = signals.DrainRequested.Register(run.Drain);
        using var onCancel = signals.CancelRequested.Register(run.Cancel);
        using var onLimit = limit.Token.Register(run.Drain);
        var summary = await WatchAsync(run);
        if (_outputFault is { } fault && !StandardOutput.IsClosed(fault))
        {
            throw new IOException($"Standard output cannot be written: {fault.Message}", fault);
        }

        return new CrawlEnd { Summary = summary, Cause = CauseOf(limit.IsCancellationRequested), Directory = directory, Show = show };
    }

    private async Task<CrawlSummary> WatchAsync(ICrawlRun run)
    {
        var view = show.CreateView(console, fault =>
        {
            _outputFault = fault;
            run.Drain();
        });
        using var ended = new CancellationTokenSource();
        var showing = view.ShowAsync(new ProgressMeter(run.GetProgress, console.Time), ended.Token);
        try
        {
            return await run.Completion;
        }
        finally
        {
            await ended.CancelAsync();
            await showing;
        }
    }

    private StopCause CauseOf(bool isLimitReached) => this switch
    {
        _ when signals.DrainRequested.IsCancellationRequested => StopCause.Signal,
        { _outputFault: not null } => StopCause.OutputClosed,
        _ => isLimitReached ? StopCause.TimeLimit : StopCause.None,
    };
}
