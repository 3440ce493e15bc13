using AsyncCrawler.Benchmarks.Parsers;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>A crawl of a whole site, its parts put together as the product does, but for one that is exchanged. Robots.txt is obeyed, links are followed, bodies are hashed, images are left alone.</summary>
internal sealed record CrawlUnderTest
{
    private const int Degree = 32;

    /// <summary>The fetcher.</summary>
    public required IPageFetcher Fetcher { get; init; }

    /// <summary>The parser.</summary>
    public required IPageParser Parser { get; init; }

    /// <summary>Pages that are given to the parser at once.</summary>
    public required int ParsedAtOnce { get; init; }

    /// <summary>The process ids of children whose processor time counts. Default none.</summary>
    public Func<IEnumerable<int>> Children { get; init; } = () => [];

    /// <summary>Whether the frontier is kept in a file. Default false: in memory.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Crawls.</summary>
    /// <param name="site">The site.</param>
    /// <returns>What it cost.</returns>
    /// <exception cref="InvalidOperationException">A page did not come in, or was asked for twice.</exception>
    public async Task<CrawlCost> RunAsync(SiteServer site)
    {
        var folder = Directory.CreateTempSubdirectory("asynccrawler-bench-");
        try
        {
            var (requests, begin) = (site.CountRequests(), TimeProvider.System.GetTimestamp());
            var (cpu, allocated) = (ProcessTree.CpuSeconds(Children()), GC.GetTotalAllocatedBytes(precise: true));
            var parsed = await CrawlAsync(site.Address, Path.Combine(folder.FullName, "frontier.db"));
            var cost = new CrawlCost(
                site.Pages,
                TimeProvider.System.GetElapsedTime(begin).TotalSeconds,
                ProcessTree.CpuSeconds(Children()) - cpu,
                GC.GetTotalAllocatedBytes(precise: true) - allocated);

            // One of them for robots.txt.
            requests = site.CountRequests() - requests - 1;
            return parsed == site.Pages && requests == site.Pages
                ? cost
                : throw new InvalidOperationException($"{parsed} pages were parsed, and {requests} asked for, of {site.Pages}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<int> CrawlAsync(Uri site, string file)
    {
        var options = new FrontierOptions { IncludesImages = false };
        var politeness = new PolitenessOptions { Delay = TimeSpan.Zero, MaxInFlightPerHost = Degree };
        IFrontierStore store = IsDurable ? await SqliteFrontierStore.OpenAsync(file, CancellationToken.None) : new InMemoryFrontierStore();
        await using var opened = store;
        using var frontier = new CrawlFrontier(store, new UrlAdmission(new ScopeOptions(), options), options, politeness, new HostThrottles(TimeProvider.System), TimeProvider.System);
        var finished = new FinishedPages(frontier, []);
        var parsed = 0;
        var count = new LambdaCallback((page, _) =>
        {
            // The hash of each page is what its record would ask for.
            parsed += page is { Fetch: FetchOutcome.Received { Sha256: not null }, Parse: ParseOutcome.Parsed } ? 1 : 0;
            return ValueTask.CompletedTask;
        });
        var parts = new CrawlParts
        {
            Frontier = frontier,
            Fetcher = Fetcher,
            Retries = new RetryPolicy(new FetchOptions()),
            Redirects = new RedirectChains(options),
            Robots = new RobotsTxtReader("bench", TimeSpan.FromMinutes(1)),
            Parser = Parser,
            Callbacks = new DoneCallbackDispatcher([count, new OutlinkAdmissionCallback(finished, options, politeness.NoFollow, "bench"), new LeaseCompletionCallback(finished)], finished),
        };
        using var pipeline = new CrawlPipeline(parts, new PipelineOptions { Concurrency = Degree }, ParsedAtOnce, TimeProvider.System, NullLogger<CrawlPipeline>.Instance);
        await pipeline.RunAsync(ListSeedSource.Parse([site.AbsoluteUri]), CancellationToken.None);
        return parsed;
    }
}
