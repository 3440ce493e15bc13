using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Urls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Benchmarks.Fetching;

/// <summary>The crawler's way of a URL without robots.txt, delays, parsers and outputs: seeds, frontier, fetching, done-callbacks.</summary>
internal sealed class FetchOnlyPipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly int _degree;
    private readonly bool _hashes;

    /// <param name="degree">Fetches in flight.</param>
    /// <param name="hashes">Whether a callback asks for the hash of each body, as the records do.</param>
    public FetchOnlyPipeline(int degree, bool hashes)
    {
        _degree = degree;
        _hashes = hashes;
        var services = new ServiceCollection();
        services.AddAsyncCrawler(static options => options.Fetch.AllowPrivateNetworks = true);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Crawls every URL once.</summary>
    /// <exception cref="InvalidOperationException">One of them did not come in.</exception>
    public async Task RunAsync(IReadOnlyList<string> urls)
    {
        var options = new FrontierOptions { SeedsOnly = true };
        var politeness = new PolitenessOptions { Delay = TimeSpan.Zero, Robots = Obedience.Ignore };
        await using var store = new InMemoryFrontierStore();
        using var frontier = new CrawlFrontier(store, new UrlAdmission(new ScopeOptions(), options), options, politeness, new HostThrottles(TimeProvider.System), TimeProvider.System);
        var finished = new FinishedPages(frontier, []);
        var received = 0;
        var count = new LambdaCallback((page, _) =>
        {
            received += page.Status == PageStatus.Ok && (!_hashes || ((FetchOutcome.Received)page.Fetch).Sha256 is not null) ? 1 : 0;
            return ValueTask.CompletedTask;
        });
        var parts = new CrawlParts
        {
            Frontier = frontier,
            Fetcher = _services.GetRequiredService<IPageFetcher>(),
            Retries = new RetryPolicy(new FetchOptions()),
            Redirects = new RedirectChains(options),
            Robots = new RobotsTxtReader("bench", TimeSpan.FromMinutes(1)),
            Parser = new NoParser(),
            Callbacks = new DoneCallbackDispatcher([count, new LeaseCompletionCallback(finished)], finished),
        };
        using var pipeline = new CrawlPipeline(parts, new PipelineOptions { Concurrency = _degree }, 1, TimeProvider.System, NullLogger<CrawlPipeline>.Instance);
        await pipeline.RunAsync(new ListSeedSource(urls.Select(Parse)), CancellationToken.None);
        if (received != urls.Count)
        {
            throw new InvalidOperationException($"{received} of {urls.Count} pages came in.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // One after the other as it is wanted, like the lines of a seed list.
    private static CrawlUrl Parse(string text) => CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException($"'{text}' is no URL.", nameof(text));

    // The server says that its bodies are no pages, so nothing is ever asked of this.
    private sealed class NoParser : IPageParser
    {
        public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
