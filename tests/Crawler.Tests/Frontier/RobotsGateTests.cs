using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>The frontier with robots.txt obeyed: what it leases, in which order, and when.</summary>
public sealed class RobotsGateTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryFrontierStore _store = new();
    private readonly FrontierOptions _options = new();
    private readonly PolitenessOptions _politeness = new() { Delay = Delay };
    private readonly Lazy<CrawlFrontier> _frontier;

    public RobotsGateTests() => _frontier = new(NewFrontier);

    private CrawlFrontier Frontier => _frontier.Value;

    public void Dispose() => _frontier.Value.Dispose();

    [Fact]
    public async Task Lease_OfANewHost_IsItsRobotsTxtAndThenWaitsTheDelay()
    {
        await AdmitAsync(Page("http://a.test/x"));

        var robots = await LeaseOneAsync();
        Assert.Equal(("http://a.test/robots.txt", ResourceKind.Robots), (robots.Item.Url.Text, robots.Item.Kind));
        var next = NextAsync();
        await AnswerAsync(robots, "");
        _time.Advance(Delay - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("http://a.test/x", (await next)?.Item.Url.Text);
    }

    [Fact]
    public async Task Lease_OfASiteWithADelayOfItsOwn_WaitsThatDelayAfterItsRobotsTxtToo()
    {
        _options.Sites.Add(new SiteOptions { Url = "http://a.test/x", Delay = 10 * Delay });
        await AdmitAsync(Page("http://a.test/x"), Page("http://b.test/"));

        await AnswerAsync(await LeaseOneAsync(), "");
        await AnswerAsync(await LeaseOneAsync(), "");
        _time.Advance(Delay);
        Assert.Equal("http://b.test/", (await LeaseOneAsync()).Item.Url.Text);
        var next = NextAsync();
        _time.Advance((9 * Delay) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("http://a.test/x", (await next)?.Item.Url.Text);
    }

    [Fact]
    public async Task Lease_WhileRobotsTxtIsAskedFor_GivesNothingElseOfTheHostAndAllOfOthers()
    {
        (_politeness.Delay, _politeness.MaxInFlightPerHost) = (TimeSpan.Zero, 8);
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://b.test/1"));

        Assert.Equal("http://a.test/robots.txt", (await LeaseOneAsync()).Item.Url.Text);
        var other = await LeaseOneAsync();
        Assert.Equal("http://b.test/robots.txt", other.Item.Url.Text);
        await AnswerAsync(other, "");
        Assert.Equal("http://b.test/1", (await LeaseOneAsync()).Item.Url.Text);
        Assert.False(NextAsync().IsCompleted);
    }

    [Fact]
    public async Task R13_AfterARestart_RobotsTxtIsAskedForBeforePages()
    {
        await AdmitAsync(Page("http://a.test/1"));
        await AnswerAsync(await LeaseOneAsync(), "");
        using var restarted = NewFrontier();
        await restarted.AdmitAsync([Page("http://a.test/2")], TestContext.Current.CancellationToken);

        var first = await restarted.LeaseAsync(1, TestContext.Current.CancellationToken);

        Assert.Equal(ResourceKind.Robots, Assert.Single(first ?? []).Item.Kind);
    }

    [Fact]
    public async Task CrawlDelay_OfRobotsTxt_IsTheFloorOfTheDelay()
    {
        await AdmitAsync(Page("http://a.test/1"));
        await AnswerAsync(await LeaseOneAsync(), "User-agent: *\nCrawl-delay: 5\nDisallow:");
        var next = NextAsync();

        _time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Lease_OfWhatRobotsTxtForbids_SaysTheLineAndTakesNoTime()
    {
        await AdmitAsync(Page("http://a.test/no/1"), Page("http://a.test/no/2"), Page("http://a.test/yes"));
        await AnswerAsync(await LeaseOneAsync(), "User-agent: *\nDisallow: /no/");
        _time.Advance(Delay);

        for (var i = 1; i <= 2; i++)
        {
            var forbidden = await LeaseOneAsync();
            Assert.Equal(new RobotsRefusal(null, "robots.txt line 2: Disallow: /no/"), forbidden.Refusal);
            await Frontier.CompleteAsync(forbidden, TestContext.Current.CancellationToken);
        }

        Assert.Null((await LeaseOneAsync()).Refusal);
    }

    [Fact]
    public async Task MaxPages_OfWhatRobotsTxtForbids_AreNotUsedUp()
    {
        _options.MaxPages = 1;
        await AdmitAsync(Page("http://a.test/no"), Page("http://a.test/yes"));
        await AnswerAsync(await LeaseOneAsync(), "User-agent: *\nDisallow: /no");
        _time.Advance(Delay);

        Assert.NotNull((await LeaseOneAsync()).Refusal);
        Assert.Equal("http://a.test/yes", (await LeaseOneAsync()).Item.Url.Text);
    }

    [Fact]
    public async Task B05_RobotsTxtThatRedirects_IsFollowedUnderTheOtherHostsDelayAndCountsForTheHostAsked()
    {
        await AdmitAsync(Page("http://a.test/x"), Page("http://b.test/1"));
        var own = await LeaseOneAsync();
        await AnswerAsync(await LeaseOneAsync(), "");
        var next = NextAsync();
        await Frontier.EndFetchAsync(own, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        Frontier.ForwardRobots(own, Url("http://b.test/robots-of-a.txt"));
        Assert.False(next.IsCompleted);

        _time.Advance(Delay);
        var hop = await next ?? throw new InvalidOperationException("The frontier ended.");
        Assert.Equal(("http://b.test/robots-of-a.txt", 1), (hop.Item.Url.Text, hop.Item.RedirectCount));
        await AnswerAsync(hop, "User-agent: *\nDisallow: /x");

        _time.Advance(Delay);
        FrontierLease[] pages = [await LeaseOneAsync(), await LeaseOneAsync()];
        Assert.Equal([("a.test", false), ("b.test", true)], pages.Select(page => (page.Item.Url.Host.Host, page.Refusal is null)).Order());
    }

    [Fact]
    public async Task B05_RobotsTxtOutOfReach_MakesTheHostWaitAndThenRefusesItsUrls()
    {
        await AdmitAsync(Page("http://a.test/x"));
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var robots = await LeaseOneAsync();
            Assert.Equal((ResourceKind.Robots, attempt), (robots.Item.Kind, robots.Attempt));
            await FailAsync(robots, TimeSpan.FromMinutes(attempt));
            Assert.False(NextIsReady());
            _time.Advance(TimeSpan.FromMinutes(attempt));
        }

        await FailAsync(await LeaseOneAsync(), null);
        _time.Advance(Delay);
        var refused = await LeaseOneAsync();
        Assert.Equal(new RobotsRefusal("http-503", "503"), refused.Refusal);
        await Frontier.CompleteAsync(refused, TestContext.Current.CancellationToken);
        Assert.Null(await NextAsync());
    }

    [Fact]
    public async Task B06_RulesOfYesterday_AreAskedForAgainAndTheNewOnesCount()
    {
        await AdmitAsync(Page("http://a.test/x"));
        await AnswerAsync(await LeaseOneAsync(), "");
        _time.Advance(TimeSpan.FromDays(1));

        var robots = await LeaseOneAsync();
        Assert.Equal(ResourceKind.Robots, robots.Item.Kind);
        await AnswerAsync(robots, "User-agent: *\nDisallow: /");
        _time.Advance(Delay);

        Assert.NotNull((await LeaseOneAsync()).Refusal);
    }

    [Fact]
    public async Task Release_OfARequestForRobotsTxt_LetsTheCrawlEnd()
    {
        await AdmitAsync(Page("http://a.test/x"));
        var robots = await LeaseOneAsync();
        Frontier.Stop();

        await Frontier.ReleaseAsync(robots, TestContext.Current.CancellationToken);

        Assert.Null(await NextAsync());
        Assert.Equal((1, 0), Frontier.CountOpen());
    }

    [Fact]
    public async Task Sitemaps_OfASeed_AreTheCustomaryOneAndThoseThatRobotsTxtNames()
    {
        (_options.Sitemaps, _politeness.Delay, _politeness.MaxInFlightPerHost) = (SitemapMode.On, TimeSpan.Zero, 8);
        await Frontier.AdmitSeedsAsync(ListSeedSource.Parse(["http://a.test/x", "http://a.test/y"]), TestContext.Current.CancellationToken);
        await AnswerAsync(await LeaseOneAsync(), "Sitemap: http://a.test/s1.xml\nSitemap: http://cdn.test/s2.xml\nSitemap: /relative\nSitemap: ftp://a.test/");

        var leased = new List<(string, int, string?)>();
        while (leased.Count < 5)
        {
            var lease = await LeaseOneAsync();
            if (lease.Item.Kind == ResourceKind.Robots)
            {
                await AnswerAsync(lease, "");
            }
            else
            {
                leased.Add((lease.Item.Url.Text, lease.Item.Depth, lease.Item.Via?.Text));
            }
        }

        Assert.Equal(
            [
                ("http://a.test/s1.xml", 1, "http://a.test/robots.txt"),
                ("http://a.test/sitemap.xml", 0, null),
                ("http://a.test/x", 0, null),
                ("http://a.test/y", 0, null),
                ("http://cdn.test/s2.xml", 1, "http://a.test/robots.txt"),
            ],
            leased.Order());
    }

    [Fact]
    public async Task M02_SitemapsOfOneHost_AreAtMostFiveHundred()
    {
        var index = FrontierItem.ForSitemapOf(Url("http://a.test/"));

        var added = await Frontier.AdmitAsync([.. Enumerable.Range(0, 10_000).Select(i => index.ForListedSitemap(Url($"http://a.test/{i}.xml")))], TestContext.Current.CancellationToken);

        Assert.Equal(500, added);
        Assert.Equal(9_500, Frontier.Refused(AdmissionRefusal.SitemapNotNeeded));
    }

    [Fact]
    public async Task M02_IndexesOfIndexes_EndAtTheirDepth()
    {
        var item = FrontierItem.ForSitemapOf(Url("http://a.test/"));
        var admitted = 0;
        for (var i = 0; i < 100; i++)
        {
            item = item.ForListedSitemap(Url($"http://a.test/{i}.xml"));
            admitted += await Frontier.AdmitAsync([item, item.ForListedSitemap(item.Url)], TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, admitted);
    }

    [Theory]
    [InlineData("http://a.test/other.xml", true)]
    [InlineData("http://b.test/other.xml", false)]
    public async Task S15_ASitemapListedByAnIndex_LiesOnTheSiteOfTheIndex(string url, bool isAdmitted)
    {
        var index = FrontierItem.ForSitemapOf(Url("http://a.test/"));

        Assert.Equal(isAdmitted ? 1 : 0, await Frontier.AdmitAsync([index.ForListedSitemap(Url(url))], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sitemap_AfterThePageLimit_IsNotReadAndTheCrawlEnds()
    {
        (_options.MaxPages, _politeness.Robots) = (1, Obedience.Ignore);
        await AdmitAsync(Page("http://a.test/"), FrontierItem.ForSitemapOf(Url("http://a.test/")));
        var page = await LeaseOneAsync();
        await Frontier.EndFetchAsync(page, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.CompleteAsync(page, TestContext.Current.CancellationToken);
        var next = NextAsync();

        _time.Advance(Delay);

        Assert.Null(await next);
        Assert.Equal(1, Frontier.Refused(AdmissionRefusal.SitemapNotNeeded));
    }

    private CrawlFrontier NewFrontier() =>
        new(_store, new UrlAdmission(new ScopeOptions(), _options), _options, _politeness, new HostThrottles(_time), _time);

    private async Task AdmitAsync(params FrontierItem[] items) =>
        Assert.Equal(items.Length, await Frontier.AdmitAsync(items, TestContext.Current.CancellationToken));

    private async Task<FrontierLease?> NextAsync() =>
        (await Frontier.LeaseAsync(1, TestContext.Current.CancellationToken))?.Single();

    private async Task<FrontierLease> LeaseOneAsync() =>
        await NextAsync() ?? throw new InvalidOperationException("The frontier has nothing left.");

    private bool NextIsReady()
    {
        using var cancel = new CancellationTokenSource();
        var next = Frontier.LeaseAsync(1, cancel.Token).AsTask();
        var isReady = next.IsCompleted;
        cancel.Cancel();
        return isReady;
    }

    private async Task AnswerAsync(FrontierLease lease, string robots)
    {
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        var rules = RobotsTxtParser.Parse(System.Text.Encoding.UTF8.GetBytes(robots), "ExampleBot");
        await Frontier.AnswerRobotsAsync(lease, new RobotsAnswer.Known(rules, TimeSpan.FromDays(1)), TestContext.Current.CancellationToken);
    }

    private async Task FailAsync(FrontierLease lease, TimeSpan? retryAfter)
    {
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.AnswerRobotsAsync(lease, new RobotsAnswer.Unreachable("http-503", "503", retryAfter, CountsAsAttempt: true), TestContext.Current.CancellationToken);
    }
}
