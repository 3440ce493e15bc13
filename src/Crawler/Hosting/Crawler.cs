using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <summary>Builds a session for each crawl over what all crawls of the process share: the fetcher and the parser processes.</summary>
internal sealed class Crawler(
    IOptions<CrawlerOptions> options,
    IPageFetcher fetcher,
    ParserPool pool,
    IEnumerable<IPageDoneCallback> registeredCallbacks,
    TimeProvider time,
    ILoggerFactory loggers) : ICrawler
{
    // Jitter need not be repeatable: it keeps what failed together from coming back together.
    private static readonly Func<double> JitterSource = Random.Shared.NextDouble;

    private readonly CrawlerOptions _options = options.Value;

    public async Task<CrawlSummary> CrawlAsync(IEnumerable<string> seeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        var request = new CrawlRequest { Seeds = ListSeedSource.Parse(seeds) };
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

        // Before the outputs: what is refused here leaves no directory behind.
        await pool.StartAsync(_options.Parsing, cancellationToken).ConfigureAwait(false);
        var outputs = await CrawlOutputs.OpenAsync(_options, time, cancellationToken).ConfigureAwait(false);
        return new CrawlRun(CreateSession(request, outputs), pool, request.Seeds, _options.Pipeline.DrainTimeout, time);
    }

    private CrawlSession CreateSession(CrawlRequest request, CrawlOutputs? outputs)
    {
        var store = new InMemoryFrontierStore();
        var admission = new UrlAdmission(new CrawlScope(_options.Scope), _options.Frontier);
        var frontier = new CrawlFrontier(store, admission, _options.Frontier, _options.Politeness, time);
        var aggregator = new CrawlSummaryAggregator(time);

        // The order is the correctness argument: docs/architecture.md, step 10.
        List<IPageDoneCallback> callbacks = [aggregator];
        if (outputs is not null)
        {
            callbacks.Add(outputs.Sinks);
        }

        var isolated = loggers.CreateLogger<IsolatedCallback>();
        callbacks.AddRange(registeredCallbacks.Concat(_options.Callbacks).Concat(request.Callbacks).Select(callback => new IsolatedCallback(callback, isolated)));
        var token = UserAgentText.ProductTokenOf(_options.Fetch);
        callbacks.Add(new OutlinkAdmissionCallback(frontier, _options.Frontier, _options.Politeness.NoFollow, token));
        callbacks.Add(new LeaseCompletionCallback(frontier));

        var parts = new CrawlParts
        {
            Frontier = frontier,
            Fetcher = fetcher,
            Retries = new RetryPolicy(_options.Fetch, JitterSource),
            Robots = new RobotsTxtReader(token, _options.Politeness.RobotsRetryDelay),
            Parser = pool,
            Callbacks = new DoneCallbackDispatcher(callbacks),
        };
        var parseDegree = _options.Parsing.Workers * _options.Parsing.Window;
        var pipeline = new CrawlPipeline(parts, _options.Pipeline, parseDegree, time, loggers.CreateLogger<CrawlPipeline>());
        return new CrawlSession { Store = store, Frontier = frontier, Aggregator = aggregator, Pipeline = pipeline, Outputs = outputs };
    }
}
