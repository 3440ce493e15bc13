using System.Collections.Concurrent;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Pipeline;

/// <summary>The pipeline with real rooms and a web in memory in place of the network and the child processes.</summary>
public sealed class CrawlPipelineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MemoryWeb _web = new();
    private readonly ConcurrentQueue<PageOutcome> _finished = new();
    private readonly PipelineOptions _pipeline = new();
    private readonly FrontierOptions _frontier = new();

    [Fact]
    public async Task Crawl_OfASmallWeb_FinishesEveryReachableUrlOnce()
    {
        _web.Page("/", ["/a", "/b", "/a"], ["/1.png"]);
        _web.Page("/a", ["/", "/b"], ["/1.png", "/2.png"]);
        _web.Page("/b", ["/gone"], []);
        _web.Image("/1.png");
        _web.Image("/2.png");

        await RunAsync();

        Assert.Equal(["/", "/1.png", "/2.png", "/a", "/b", "/gone"], FinishedPaths());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task R05_ASiteOfNoneOrOnePage_Ends(int pages)
    {
        if (pages == 1)
        {
            _web.Page("/", [], []);
        }

        await RunAsync();

        Assert.Single(_finished);
    }

    [Fact]
    public async Task R05_ACrawlWithoutSeeds_Ends()
    {
        await RunAsync(seeds: []);

        Assert.Empty(_finished);
    }

    [Fact]
    public async Task Q01_AllCapacitiesOneAndAPageOfFiftyThousandLinks_Finishes()
    {
        (_pipeline.ChannelCapacity, _pipeline.Concurrency) = (1, 64);
        _web.Page("/", [.. Enumerable.Range(0, 50_000).Select(i => $"/{i}")], []);

        await RunAsync();

        Assert.Equal(50_001, _finished.Count);
    }

    [Fact]
    public async Task Q03_AnExceptionInFetchingOrParsing_EndsItsItemAndNothingElse()
    {
        _web.Page("/", ["/fetch-fault", "/parse-fault", "/fine"], []);
        _web.Page("/parse-fault", [], []);
        _web.Page("/fine", ["/after"], []);
        _web.Page("/after", [], []);

        await RunAsync();

        Assert.Equal(PageStatus.Failed, StatusOf("/fetch-fault"));
        Assert.Equal(PageStatus.ParserFailed, StatusOf("/parse-fault"));
        Assert.Equal(PageStatus.Ok, StatusOf("/after"));
    }

    [Fact]
    public async Task Q03_AFaultOfAnEssentialCallback_EndsTheCrawlWithIt()
    {
        _web.Page("/", ["/a", "/b"], []);
        _web.Page("/a", [], []);
        var essential = new LambdaCallback((page, _) => page.Item.Url.Text.EndsWith("/a", StringComparison.Ordinal) ? throw new IOException("disk full") : default);

        var fault = await Assert.ThrowsAsync<IOException>(() => RunAsync(callback: essential));

        Assert.Equal("disk full", fault.Message);
    }

    [Fact]
    public async Task Q03_AFaultOfAUsersCallback_IsCountedAndTheCrawlGoesOn()
    {
        _web.Page("/", ["/a"], []);
        _web.Page("/a", [], []);
        var isolated = new IsolatedCallback(new LambdaCallback((_, _) => throw new InvalidOperationException("the user's")), NullLogger<IsolatedCallback>.Instance);

        await RunAsync(callback: isolated);

        Assert.Equal(2, isolated.Faults);
        Assert.Equal(2, _finished.Count);
    }

    [Fact]
    public async Task Redirect_OfASeedToAnotherHost_TakesTheScopeAlong()
    {
        _web.Redirect("/", "http://www.a.test/");
        _web.Page("http://www.a.test/", ["http://www.a.test/x", "http://a.test/y"], []);
        _web.Page("http://www.a.test/x", [], []);

        await RunAsync();

        Assert.Equal(["http://a.test/", "http://www.a.test/", "http://www.a.test/x"], _finished.Select(page => page.Item.Url.Text).Order());
        Assert.All(_finished, page => Assert.Equal("http://a.test/", page.Item.Seed.Text));
        Assert.Equal(0, Single("http://www.a.test/").Item.Depth);
    }

    [Fact]
    public async Task D10_RedirectsInACircleOrAnEndlessChain_End()
    {
        _frontier.MaxRedirects = 10;
        _web.Page("/", ["/circle-1", "/chain-0"], []);
        _web.Redirect("/circle-1", "/circle-2");
        _web.Redirect("/circle-2", "/circle-1");
        for (var i = 0; i < 100; i++)
        {
            _web.Redirect($"/chain-{i}", $"/chain-{i + 1}");
        }

        await RunAsync();

        Assert.Equal(11, FinishedPaths().Count(path => path.StartsWith("/chain-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SeedsOnly_WithLinks_FetchesSeedsAndTheirImages()
    {
        _frontier.SeedsOnly = true;
        _web.Page("/", ["/a"], ["/1.png"]);
        _web.Image("/1.png");

        await RunAsync();

        Assert.Equal(["/", "/1.png"], FinishedPaths());
    }

    [Fact]
    public async Task Drain_InTheMiddle_FinishesWhatIsUnderWayAndGivesTheRestBack()
    {
        _pipeline.Concurrency = 4;
        _web.Page("/", [.. Enumerable.Range(0, 1_000).Select(i => $"/{i}")], []);
        await using var store = new InMemoryFrontierStore();
        CrawlPipeline? pipeline = null;
        var stopAtTwenty = new LambdaCallback((_, _) =>
        {
            if (_finished.Count == 20)
            {
                pipeline?.Drain();
            }

            return default;
        });

        using var frontier = FrontierOver(store);
        pipeline = PipelineOver(frontier, stopAtTwenty);
        await pipeline.RunAsync(ListSeedSource.Parse(["http://a.test/"]), TestContext.Current.CancellationToken).WaitAsync(Patience);

        var counts = await store.CountAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, counts.Leased);
        Assert.Equal(_finished.Count, counts.Completed);
        Assert.Equal(1_001, counts.Completed + counts.PendingPages);
        Assert.True(counts.Completed < 1_001);
    }

    [Fact]
    public async Task Cancel_InTheMiddle_EndsWithTheCancellationAndGivesEveryBodyBack()
    {
        _web.Page("/", [.. Enumerable.Range(0, 1_000).Select(i => $"/{i}")], []);
        for (var i = 0; i < 1_000; i++)
        {
            _web.Page($"/{i}", [], []);
        }

        using var cancel = new CancellationTokenSource();
        var cancelAtTwenty = new LambdaCallback((_, _) => _finished.Count == 20 ? new ValueTask(cancel.CancelAsync()) : default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(callback: cancelAtTwenty, cancellationToken: cancel.Token));

        Assert.Equal(0, _web.BodiesOut);
    }

    private CrawlFrontier FrontierOver(IFrontierStore store) =>
        new(store, new UrlAdmission(new CrawlScope(new ScopeOptions()), _frontier), _frontier, new PolitenessOptions { Delay = TimeSpan.Zero, MaxInFlightPerHost = 64, Robots = Obedience.Ignore }, new HostThrottles(TimeProvider.System), TimeProvider.System);

    private CrawlPipeline PipelineOver(CrawlFrontier frontier, IPageDoneCallback? callback)
    {
        var collect = new LambdaCallback((page, _) =>
        {
            _finished.Enqueue(page);
            return default;
        });
        var finished = new FinishedPages(frontier, []);
        var parts = new CrawlParts
        {
            Frontier = frontier,
            Fetcher = _web,
            Retries = new RetryPolicy(new FetchOptions(), () => 0.5),
            Robots = new RobotsTxtReader("AsyncCrawler", TimeSpan.FromMinutes(1)),
            Parser = _web,
            Callbacks = new DoneCallbackDispatcher(
                [collect, .. callback is null ? [] : new[] { callback }, new OutlinkAdmissionCallback(finished, _frontier, Obedience.Obey, "AsyncCrawler"), new LeaseCompletionCallback(finished)],
                finished),
        };
        return new CrawlPipeline(parts, _pipeline, 4, TimeProvider.System, NullLogger<CrawlPipeline>.Instance);
    }

    private async Task RunAsync(string[]? seeds = null, IPageDoneCallback? callback = null, CancellationToken cancellationToken = default)
    {
        await using var store = new InMemoryFrontierStore();
        using var frontier = FrontierOver(store);
        await PipelineOver(frontier, callback).RunAsync(ListSeedSource.Parse(seeds ?? ["http://a.test/"]), cancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private IEnumerable<string> FinishedPaths() => _finished.Select(page => page.Item.Url.Text.Replace("http://a.test", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private PageOutcome Single(string url) => Assert.Single(_finished, page => page.Item.Url.Text == url);

    private PageStatus StatusOf(string path) => Single("http://a.test" + path).Status;
}
