using System.Collections.Concurrent;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <summary>Builds a session for each crawl over what all crawls of the process share.</summary>
internal sealed partial class Crawler(
    IOptions<CrawlerOptions> options,
    SharedParts shared,
    IEnumerable<IPageDoneCallback> registeredCallbacks,
    TimeProvider time,
    ILoggerFactory loggers) : ICrawler, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<Crawler>();
    private readonly ConcurrentDictionary<CrawlRun, bool> _running = new();

    // Jitter need not be repeatable: it keeps what failed together from coming back together.
    private static readonly Func<double> JitterSource = Random.Shared.NextDouble;

    private readonly CrawlerOptions _options = options.Value;

    public async Task<CrawlSummary> CrawlAsync(IEnumerable<string> seeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        string[] urls = [.. seeds];
        var request = new CrawlRequest { Seeds = ListSeedSource.Parse(urls), Origin = new SeedOrigin { Urls = urls } };
        var run = await StartAsync(request, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            using var registration = cancellationToken.Register(run.Cancel);
            var summary = await run.Completion.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return summary;
        }
    }

    public async ValueTask<ICrawlRun> StartAsync(CrawlRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        var wanted = request.Options ?? _options;
        if (new CrawlerOptionsValidator().Validate(null, wanted) is { Failed: true } result)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(CrawlerOptions), result.Failures);
        }

        // Before the outputs: what is refused here leaves no directory behind.
        await shared.Parsers.StartAsync(SiteFields.AllOf(wanted), cancellationToken).ConfigureAwait(false);
        var outputs = wanted.Output.Directory is { Length: > 0 } directory
            ? await CrawlOutputs.OpenAsync(directory, wanted, request, time, LogRecordsLost, cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            var session = await CreateSessionAsync(request, wanted, outputs, cancellationToken).ConfigureAwait(false);
            var run = new CrawlRun(session, shared.Parsers, request.Seeds, wanted.Pipeline.DrainTimeout, time);
            _running.TryAdd(run, true);
            _ = ForgetAsync(run);
            return run;
        }
        catch (Exception error)
        {
            if (outputs is not null)
            {
                await outputs.FailAsync(error, time).ConfigureAwait(false);
                await outputs.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Cancels what runs before its connections and parsers are gone: it would take their absence for faults of the web, and be complete.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var run in _running.Keys)
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ForgetAsync(CrawlRun run)
    {
        await ((Task)run.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(run, out _);
    }

    private async ValueTask<CrawlSession> CreateSessionAsync(
        CrawlRequest request, CrawlerOptions wanted, CrawlOutputs? outputs, CancellationToken cancellationToken)
    {
        var store = outputs?.Store ?? new InMemoryFrontierStore();
        var admission = new UrlAdmission(wanted.Scope, wanted.Frontier);
        var frontier = new CrawlFrontier(store, admission, wanted.Frontier, wanted.Politeness, shared.Throttles, time) { Telemetry = shared.FrontierTelemetry };
        var aggregator = new CrawlSummaryAggregator(time);
        aggregator.Restore(await frontier.RestoreAsync(cancellationToken).ConfigureAwait(false));
        if (frontier.ClockLag > TimeSpan.Zero)
        {
            LogClockLags(frontier.ClockLag);
        }

        // Without a directory nothing outlives the process, so nobody notes anything.
        var finished = new FinishedPages(frontier, outputs is null ? [] : [aggregator, outputs.Sinks]);

        // The order is the correctness argument: docs/architecture.md, step 10.
        List<IPageDoneCallback> callbacks = [aggregator];
        if (outputs is not null)
        {
            callbacks.Add(outputs.Sinks);
        }

        var isolated = loggers.CreateLogger<IsolatedCallback>();
        callbacks.AddRange(registeredCallbacks.Concat(wanted.Callbacks).Concat(request.Callbacks).Select(callback => new IsolatedCallback(callback, shared.Telemetry, isolated)));
        var token = UserAgentText.ProductTokenOf(_options.Fetch);
        callbacks.Add(new OutlinkAdmissionCallback(finished, wanted.Frontier, wanted.Politeness.NoFollow, token));
        callbacks.Add(new LeaseCompletionCallback(finished));

        var parts = new CrawlParts
        {
            Frontier = frontier,
            Fetcher = shared.Fetcher.ForCrawl(),
            Retries = new RetryPolicy(_options.Fetch, JitterSource),
            Redirects = new RedirectChains(wanted.Frontier),
            Robots = new RobotsTxtReader(token, wanted.Politeness.RobotsRetryDelay),
            Earlier = outputs?.Earlier,
            Parser = new CrawlPageParser(shared.Parsers, ContentWishes.Of(wanted.Parsing) with { SiteFields = SiteFields.Of(wanted) }),
            Callbacks = new DoneCallbackDispatcher(callbacks, finished),
        };
        var parseDegree = _options.Parsing.Workers * _options.Parsing.Window;
        var pipeline = new CrawlPipeline(parts, wanted.Pipeline, parseDegree, time, loggers.CreateLogger<CrawlPipeline>());
        return new CrawlSession { Store = store, Frontier = frontier, Aggregator = aggregator, Pipeline = pipeline, Outputs = outputs };
    }

    [LoggerMessage(EventIds.Hosting.RecordsLost, LogLevel.Error, "{Path} has lost {Bytes} bytes of records that were committed: the machine lost power, or somebody cut the file")]
    private partial void LogRecordsLost(string path, long bytes);

    [LoggerMessage(EventIds.Hosting.ClockLags, LogLevel.Warning, "The clock is {Lag} behind what it was when the crawl was left: what waits for a later time waits no longer for that")]
    private partial void LogClockLags(TimeSpan lag);
}
