using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using AsyncCrawler.Contracts;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Pipeline;

/// <summary>The pipeline with real rooms and a web in memory in place of the network and the child processes.</summary>
public sealed class CrawlPipelineTests
{
    private static readonly int Cancels = int.Parse(Environment.GetEnvironmentVariable("ASYNCCRAWLER_CANCELS") ?? "100", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MemoryWeb _web = new();
    private readonly ConcurrentQueue<PageOutcome> _finished = new();
    private readonly PipelineOptions _pipeline = new();
    private readonly FrontierOptions _frontier = new();
    private IReadOnlyDictionary<AdmissionRefusal, long> _refusals = new Dictionary<AdmissionRefusal, long>();

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
    public async Task R05_ASiteOfWhichEverythingFailsOrIsExcluded_Ends()
    {
        _web.Page("/", ["/fetch-fault", "/gone", "http://elsewhere.test/"], ["/missing.png"]);

        await RunAsync();

        Assert.Equal(["/", "/fetch-fault", "/gone", "/missing.png"], FinishedPaths());
    }

    [Fact]
    public async Task R05_ASiteWhoseLastPageIsSlow_EndsWithIt()
    {
        _web.Page("/", ["/slow"], []);
        _web.Page("/slow", [], []);
        var (isReached, isOver) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = new LambdaCallback((page, _) =>
        {
            if (page.Item.Depth == 0)
            {
                return default;
            }

            isReached.SetResult();
            return new ValueTask(isOver.Task);
        });

        var run = RunAsync(callback: slow);
        await isReached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        isOver.SetResult();
        await run;
    }

    [Fact]
    public async Task R14_EveryUrlThatAPageNames_IsFinishedOrCountedByWhyItIsNot()
    {
        (_frontier.MaxDepth, _frontier.MaxUrlLength, _frontier.MaxRedirects) = (1, 100, 0);
        _web.Page("/", ["/a", "/moved", "http://elsewhere.test/", "http://nowhere.test/", "/" + new string('x', 200)], ["/1.png", "http://cdn.test/2.png"]);
        _web.Page("/a", ["/deep", "/deeper"], []);
        _web.Redirect("/moved", "/elsewhere");

        await RunAsync();

        Assert.Equal(["/", "/1.png", "/a", "/moved", "http://cdn.test/2.png"], FinishedPaths());
        Assert.Equal(
            [(AdmissionRefusal.OutOfScope, 2), (AdmissionRefusal.TooDeep, 2), (AdmissionRefusal.UrlTooLong, 1)],
            _refusals.Select(refusal => (refusal.Key, refusal.Value)).OrderBy(refusal => refusal.Key.ToString(), StringComparer.Ordinal));
        Assert.Equal(FetchFailureReason.TooManyRedirects, ReasonOf("/moved"));
    }

    [Fact]
    public async Task Q01_R10_AllCapacitiesOneAndAPageOfFiftyThousandLinks_Finishes()
    {
        (_pipeline.ChannelCapacity, _pipeline.Concurrency) = (1, 64);
        _web.Page("/", [.. Enumerable.Range(0, 50_000).Select(i => $"/{i}")], []);

        await RunAsync();

        Assert.Equal(50_001, _finished.Count);
    }

    [Fact]
    public async Task Q05_AProcessWithoutDescriptors_HaltsTheCrawlAndBlamesNoUrl()
    {
        _web.Page("/", ["/no-descriptors", "/fine"], []);
        _web.Page("/fine", [], []);

        var error = await Assert.ThrowsAsync<LocalShortageException>(() => RunAsync());

        Assert.Contains("ulimit", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/no-descriptors", FinishedPaths());
    }

    [Fact]
    public async Task Q02_ACallbackThatStalls_HoldsTheCrawlBackWithoutFillingMemoryAndLetsItGoOn()
    {
        const int Pages = 3_000;
        (_pipeline.ChannelCapacity, _pipeline.Concurrency) = (4, 4);
        _web.Page("/", [.. Enumerable.Range(0, Pages).Select(i => $"/{i}")], []);
        for (var i = 0; i < Pages; i++)
        {
            _web.Page($"/{i}", [], []);
        }

        var (stalled, release) = (NewSignal(), NewSignal());
        var stallAtTwenty = new LambdaCallback((_, _) =>
        {
            if (_finished.Count != 20)
            {
                return default;
            }

            stalled.TrySetResult();
            return new ValueTask(release.Task);
        });
        var crawl = RunAsync(callback: stallAtTwenty);
        await stalled.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        // The batch of the dispatcher, both channels, and what is in the hands of the stages.
        for (var look = 0; look < 200; look++)
        {
            Assert.InRange(_web.BodiesOut, 0, 64 + 4 + 4 + 32);
            await Task.Yield();
        }

        release.SetResult();
        await crawl;
        Assert.Equal(Pages + 1, _finished.Count);

        static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
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
    public async Task Q03_AFaultOfAUsersCallback_CostsTheCrawlNothing()
    {
        _web.Page("/", ["/a"], []);
        _web.Page("/a", [], []);
        var faults = 0;
        var faulty = new LambdaCallback((_, _) => throw new InvalidOperationException($"the user's, number {++faults}"));

        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var telemetry = new CrawlerTelemetry(meters.GetRequiredService<IMeterFactory>());

        await RunAsync(callback: new IsolatedCallback(faulty, telemetry, NullLogger<IsolatedCallback>.Instance));

        Assert.Equal(2, faults);
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
        Assert.Equal(FetchFailureReason.TooManyRedirects, ReasonOf("/chain-10"));
        Assert.Equal(PageStatus.Redirected, StatusOf("/circle-1"));
        Assert.Equal(FetchFailureReason.RedirectLoop, ReasonOf("/circle-2"));
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
        using var crawl = pipeline = PipelineOver(frontier, stopAtTwenty);
        await crawl.RunAsync(ListSeedSource.Parse(["http://a.test/"]), TestContext.Current.CancellationToken).WaitAsync(Patience);

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

    [Fact]
    public async Task Q04_ACancelAtAnyTime_LeavesNothingHangingAndNothingLost()
    {
        const int Pages = 30;
        for (var i = 0; i < Pages; i++)
        {
            _web.Page($"/{i}", [$"/{(i * 2) + 1}", $"/{(i * 2) + 2}"], []);
        }

        var random = new Random(20261126);
        var unobserved = 0;

        // Other tests run at the same time: only what this pipeline left behind counts.
        void Count(object? sender, UnobservedTaskExceptionEventArgs error) =>
            unobserved += error.Exception.ToString().Contains(nameof(CrawlPipeline), StringComparison.Ordinal) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += Count;
        for (var run = 0; run < Cancels; run++)
        {
            _finished.Clear();
            await using var store = new InMemoryFrontierStore();
            var cancelAfter = random.Next(Pages * 2);
            using (var cancel = new CancellationTokenSource())
            {
                var instant = new LambdaCallback((_, _) => _finished.Count == cancelAfter ? new ValueTask(cancel.CancelAsync()) : default);
                using var frontier = FrontierOver(store);
                using var pipeline = PipelineOver(frontier, instant);
                var crawl = pipeline.RunAsync(ListSeedSource.Parse(["http://a.test/0"]), cancel.Token);
                await Task.WhenAny(crawl).WaitAsync(Patience, TestContext.Current.CancellationToken);
                Assert.False(crawl.IsFaulted);
            }

            // What was leased is given again when its lease has expired, and the crawl goes on to the same end.
            var later = TimeProvider.System.GetUtcNow() + (2 * _frontier.LeaseDuration);
            var probe = await store.LeaseAsync(new LeaseRequest { Host = Url("http://a.test/").Host, Max = 1, Now = later, ExpiresAt = later }, TestContext.Current.CancellationToken);
            foreach (var lease in probe.Leases)
            {
                await store.GiveBackAsync(lease, DateTimeOffset.MinValue, countsAsAttempt: false, TestContext.Current.CancellationToken);
            }

            Assert.Equal(0, (await store.CountAsync(TestContext.Current.CancellationToken)).Leased);
            using var next = FrontierOver(store);
            await next.RestoreAsync(TestContext.Current.CancellationToken);
            using var again = PipelineOver(next, null);
            await again.RunAsync(ListSeedSource.Parse(["http://a.test/0"]), TestContext.Current.CancellationToken).WaitAsync(Patience);
            Assert.Equal((2 * Pages) + 1, (await store.CountAsync(TestContext.Current.CancellationToken)).Completed);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Count;
        Assert.Equal(0, unobserved);
        Assert.Equal(0, _web.BodiesOut);
    }

    private CrawlFrontier FrontierOver(IFrontierStore store) =>
        new(store, new UrlAdmission(new ScopeOptions(), _frontier), _frontier, new PolitenessOptions { Delay = TimeSpan.Zero, MaxInFlightPerHost = 64, Robots = Obedience.Ignore }, new HostThrottles(TimeProvider.System), TimeProvider.System);

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
            Redirects = new RedirectChains(_frontier),
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
        using var pipeline = PipelineOver(frontier, callback);
        await pipeline.RunAsync(ListSeedSource.Parse(seeds ?? ["http://a.test/"]), cancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        _refusals = frontier.Refusals.GroupBy(refusal => refusal.Key.Refusal, refusal => refusal.Value).ToDictionary(group => group.Key, group => group.Sum());
    }

    private IEnumerable<string> FinishedPaths() => _finished.Select(page => page.Item.Url.Text.Replace("http://a.test", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private PageOutcome Single(string url) => Assert.Single(_finished, page => page.Item.Url.Text == url);

    private FetchFailureReason ReasonOf(string path) => Assert.IsType<FetchOutcome.Failed>(Single("http://a.test" + path).Fetch).Reason;

    private PageStatus StatusOf(string path) => Single("http://a.test" + path).Status;
}
