using System.Globalization;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Logging.Abstractions;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Pipeline;

/// <summary>U05: sites without end, crawled without a limit of depth or pages.</summary>
public sealed class TrapTests
{
    private const int Budget = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ScopeOptions _scope = new() { Traps = { MaxPagesPerHost = Budget, MaxHostsPerDomain = Budget, SamePages = Budget } };
    private int _links;

    [Fact]
    public async Task U05_ACalendar_EndsWithThePageBudgetOfItsHost() =>
        await AssertEndsAsync(AdmissionRefusal.HostBudgetSpent, "/cal/1", url => ($"month {url.Text}", [$"/cal/{Next()}", $"/cal/{Next()}/week/"]));

    [Fact]
    public async Task U05_SessionIds_EndWhenTheirPagesAreAllTheSame()
    {
        _scope.Traps.MaxPagesPerHost = null;
        await AssertEndsAsync(AdmissionRefusal.SamePages, "/?sid=0", _ => ("Welcome", [$"?sid={Next()}", $"?sid={Next()}", $"?sid={Next()}"]));
    }

    [Theory]
    [InlineData("a/")]
    [InlineData("www.x.com/")]
    [InlineData("b/c/")]
    public async Task U05_ARelativeLinkThatGrowsThePath_EndsAtTheThirdRepetition(string link) =>
        await AssertEndsAsync(AdmissionRefusal.RepeatedPath, "/", url => (url.Text, [link]));

    [Fact]
    public async Task U05_AnAmpersandEncodedOnceMoreOnEachPage_EndsWithThePageBudget() =>
        await AssertEndsAsync(AdmissionRefusal.HostBudgetSpent, "/?a=1&b=2", url => (url.Text, [url.Text.Replace("&", "&amp;", StringComparison.Ordinal)]));

    [Fact]
    public async Task U05_ParametersThatGrow_EndWithTheirNumber()
    {
        _scope.Traps.MaxParameters = 10;
        await AssertEndsAsync(AdmissionRefusal.TooManyParameters, "/?f", url => (url.Text, [url.Text + "&f"]));
    }

    [Fact]
    public async Task U05_NotFoundPagesWithAHundredNewLinks_EndWithThePageBudget() =>
        await AssertEndsAsync(AdmissionRefusal.HostBudgetSpent, "/", url => (url.Text, [.. Enumerable.Range(0, 100).Select(_ => $"/{Next()}/not/found")]));

    [Fact]
    public async Task U05_HostsThatADomainInvents_EndWithItsBudget()
    {
        _scope.Mode = ScopeMode.Domain;
        await AssertEndsAsync(AdmissionRefusal.TooManyHosts, "/", url => (url.Text, [$"http://{Next()}.trap.example.com/", $"http://{Next()}.trap.example.com/"]));
    }

    private async Task AssertEndsAsync(AdmissionRefusal reason, string seed, Func<CrawlUrl, (string Text, string[] Links)> pageAt)
    {
        var web = new EndlessWeb(pageAt);
        var limits = new FrontierOptions();
        await using var store = new InMemoryFrontierStore();
        using var frontier = new CrawlFrontier(
            store, new UrlAdmission(_scope, limits), limits, new PolitenessOptions { Delay = TimeSpan.Zero, Robots = Obedience.Ignore }, new HostThrottles(TimeProvider.System), TimeProvider.System);
        var finished = new FinishedPages(frontier, []);
        var outcomes = new List<PageStatus>();
        var collect = new LambdaCallback((page, _) =>
        {
            outcomes.Add(page.Status);
            return default;
        });
        var parts = new CrawlParts
        {
            Frontier = frontier,
            Fetcher = web,
            Retries = new RetryPolicy(new FetchOptions(), () => 0.5),
            Redirects = new RedirectChains(limits),
            Robots = new RobotsTxtReader("AsyncCrawler", TimeSpan.FromMinutes(1)),
            Parser = web,
            Callbacks = new DoneCallbackDispatcher([collect, new OutlinkAdmissionCallback(finished, limits, Obedience.Obey, "AsyncCrawler"), new LeaseCompletionCallback(finished)], finished),
        };

        using var pipeline = new CrawlPipeline(parts, new PipelineOptions(), 4, TimeProvider.System, NullLogger<CrawlPipeline>.Instance);
        await pipeline.RunAsync(new ListSeedSource([Url("http://trap.example.com" + seed)]), TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.InRange(web.Requests.Count, 1, 2 * Budget);
        Assert.True(frontier.Refused(reason) + outcomes.Count(outcome => outcome == PageStatus.Trap) > 0, $"Nothing was refused for {reason}.");
        Assert.Equal(web.Requests.Count, outcomes.Count(outcome => outcome == PageStatus.Ok));
    }

    private string Next() => Interlocked.Increment(ref _links).ToString(CultureInfo.InvariantCulture);
}
