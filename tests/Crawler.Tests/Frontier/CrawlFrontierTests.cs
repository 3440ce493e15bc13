using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Seeds;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class CrawlFrontierTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly FrontierOptions _options = new();
    private readonly PolitenessOptions _politeness = new() { Delay = TimeSpan.FromSeconds(1), Robots = Obedience.Ignore };
    private readonly HeldStore _store = new();
    private readonly Lazy<CrawlFrontier> _frontier;

    public CrawlFrontierTests() => _frontier = new(() =>
        new CrawlFrontier(_store, new UrlAdmission(new ScopeOptions(), _options), _options, _politeness, new HostThrottles(_time), _time));

    private CrawlFrontier Frontier => _frontier.Value;

    public void Dispose() => _frontier.Value.Dispose();

    [Fact]
    public async Task Lease_OfAnEmptyFrontier_EndsAtOnce() => Assert.Null(await Frontier.LeaseAsync(1, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Lease_WhileAFeederMayBringMore_WaitsForIt()
    {
        Frontier.FeederJoined();
        var lease = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();
        Assert.False(lease.IsCompleted);

        Frontier.FeederLeft();

        Assert.Null(await lease);
    }

    [Fact]
    public async Task Lease_WhileAnItemIsUnderWay_WaitsForItsLinks()
    {
        await AdmitAsync(Page("http://a.test/"));
        var first = await LeaseOneAsync();
        var next = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();
        await Frontier.EndFetchAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await AdmitAsync(Page("http://a.test/2"));
        await Frontier.CompleteAsync(first, TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("http://a.test/2", Assert.Single(await next ?? []).Item.Url.Text);
    }

    [Fact]
    public async Task AdmittedLinks_OfAPage_AreThoseThatPassedTheGates()
    {
        var page = Page("http://a.test/");
        await AdmitAsync(page.ForOutlink(Url("http://a.test/x"), ResourceKind.Page), page.ForOutlink(Url("http://elsewhere.test/"), ResourceKind.Page));
        var place = Frontier.AdmittedLinks.PlaceOf(page, ResourceKind.Page);
        var known = new bool[2];

        Frontier.AdmittedLinks.Contains([Frontier.AdmittedLinks.KeyOf(place, Url("http://a.test/x")), Frontier.AdmittedLinks.KeyOf(place, Url("http://elsewhere.test/"))], known);

        Assert.Equal([true, false], known);
    }

    [Fact]
    public async Task Lease_WhenTheLastItemIsCompleted_EndsTheCrawl()
    {
        await AdmitAsync(Page("http://a.test/"));
        var only = await LeaseOneAsync();
        var next = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();

        await Frontier.EndFetchAsync(only, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.CompleteAsync(only, TestContext.Current.CancellationToken);

        Assert.Null(await next);
    }

    [Fact]
    public async Task Lease_AtTheEndOfAFetch_IsOfAHostThatMayBeAsked()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://b.test/"));
        var first = await LeaseOneAsync();

        var next = await Frontier.EndFetchAndLeaseAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken);

        Assert.Equal("http://b.test/", next?.Item.Url.Text);
    }

    [Fact]
    public async Task Lease_AtTheEndOfAFetch_KeepsTheDelayToo()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var first = await LeaseOneAsync();

        Assert.Null(await Frontier.EndFetchAndLeaseAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lease_ThatSomebodyWaitsFor_ComesThoughAnotherTookWhatWasReadyFirst()
    {
        _politeness.MaxInFlightPerHost = 2;
        _politeness.Delay = TimeSpan.Zero;
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var first = await LeaseOneAsync();
        var second = await LeaseOneAsync();
        var waiting = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();
        await AdmitAsync(Page("http://a.test/3"), Page("http://a.test/4"));

        var third = await Frontier.EndFetchAndLeaseAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.EndFetchAsync(second, HostLoad.Fine, null, TestContext.Current.CancellationToken);

        Assert.Equal("http://a.test/3", third?.Item.Url.Text);
        Assert.Equal("http://a.test/4", Assert.Single(await waiting ?? []).Item.Url.Text);
    }

    [Fact]
    public async Task Lease_ThatSomebodyWaitsFor_ComesWhenTheDelayIsOverThoughNobodyWasWokenWhenItBegan()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var first = await LeaseOneAsync();
        var waiting = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();
        Assert.Null(await Frontier.EndFetchAndLeaseAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken));
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("http://a.test/2", Assert.Single(await waiting ?? []).Item.Url.Text);
    }

    [Fact]
    public async Task Lease_OfOneHost_KeepsItsDelayFromTheEndOfTheFetch()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var first = await LeaseOneAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        var next = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();
        await Frontier.EndFetchAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Lease_OfSeveralHosts_GivesEachOfThemAtOnce()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://b.test/1"));

        var hosts = new[] { await LeaseOneAsync(), await LeaseOneAsync() }.Select(lease => lease.Item.Url.Host.Host);

        Assert.Equal(["a.test", "b.test"], hosts.Order());
    }

    [Fact]
    public async Task Lease_WithoutADelay_FillsTheRoomOfAHostAndNoMore()
    {
        (_politeness.Delay, _politeness.MaxInFlightPerHost) = (TimeSpan.Zero, 3);
        await AdmitAsync([.. Enumerable.Range(0, 10).Select(i => Page($"http://a.test/{i}"))]);

        var leases = await Frontier.LeaseAsync(10, TestContext.Current.CancellationToken);
        var next = Frontier.LeaseAsync(10, TestContext.Current.CancellationToken).AsTask();

        Assert.Equal(3, leases?.Count);
        Assert.False(next.IsCompleted);
        await Frontier.EndFetchAsync((leases ?? [])[0], HostLoad.Fine, null, TestContext.Current.CancellationToken);
        Assert.Single(await next ?? []);
    }

    [Fact]
    public async Task EndFetch_WithAPause_LeavesTheHostAloneForThatTime()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        await Frontier.EndFetchAsync(await LeaseOneAsync(), HostLoad.Fine, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var next = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Retry_OfAnItem_GivesItAgainAfterItsTimeWithTheNextAttempt()
    {
        await AdmitAsync(Page("http://a.test/1"));
        var lease = await LeaseOneAsync();
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.RetryAsync(lease, TimeSpan.FromSeconds(8), countsAsAttempt: true, TestContext.Current.CancellationToken);
        var next = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Assert.Single(await next ?? []).Attempt);
    }

    [Fact]
    public async Task R02_Retry_UnderALeaseThatExpired_CountsForNothingAndTheCrawlEnds()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://b.test/1"));
        var late = await LeaseOneAsync();
        _time.Advance(_options.LeaseDuration);
        var other = await LeaseOneAsync();
        await Frontier.EndFetchAsync(late, HostLoad.Unknown, null, TestContext.Current.CancellationToken);
        await Frontier.RetryAsync(late, TimeSpan.Zero, countsAsAttempt: true, TestContext.Current.CancellationToken);
        await Frontier.EndFetchAsync(other, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.CompleteAsync(other, TestContext.Current.CancellationToken);
        _time.Advance(_politeness.Delay);

        var again = await LeaseOneAsync();
        Assert.Equal((late.Item.Url, 2), (again.Item.Url, again.Attempt));
        await Frontier.EndFetchAsync(again, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.CompleteAsync(again, TestContext.Current.CancellationToken);

        Assert.Null(await Frontier.LeaseAsync(1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Retry_OfAHostThatWasNotAsked_DoesNotUseUpAnAttempt()
    {
        await AdmitAsync(Page("http://a.test/1"));
        var lease = await LeaseOneAsync();
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.RetryAsync(lease, TimeSpan.FromSeconds(30), countsAsAttempt: false, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, (await LeaseOneAsync()).Attempt);
    }

    [Fact]
    public async Task MaxPages_WhenReached_LeavesPagesAndStillGivesImages()
    {
        (_options.MaxPages, _politeness.Delay, _politeness.MaxInFlightPerHost) = (2, TimeSpan.Zero, 10);
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://a.test/3"), Image("http://a.test/4.png"));

        var urls = await DrainAsync();

        Assert.Equal(["http://a.test/1", "http://a.test/2", "http://a.test/4.png"], urls.Order());
    }

    [Fact]
    public async Task MaxPages_WhileTheLastPageIsBeingLeased_GivesItToNobodyElse()
    {
        _options.MaxPages = 2;
        await AdmitAsync(Page("http://a.test/"), Page("http://b.test/"), Page("http://c.test/"));
        var first = await LeaseOneAsync();
        var hold = _store.HoldLeases();
        var second = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();

        var third = Frontier.EndFetchAndLeaseAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken).AsTask();
        hold.SetResult();

        Assert.Single(await second ?? []);
        Assert.Null(await third);
    }

    [Fact]
    public async Task MaxPages_WhenTheLastLeaseWasNoPage_AreStillGiven()
    {
        _options.MaxPages = 2;
        await AdmitAsync(Page("http://a.test/"));
        var first = await LeaseOneAsync();
        await AdmitAsync(Image("http://b.test/1.png"));
        var hold = _store.HoldLeases();
        var image = Frontier.EndFetchAndLeaseAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken).AsTask();
        await AdmitAsync(Page("http://c.test/"));
        var page = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();
        Assert.False(page.IsCompleted);

        hold.SetResult();

        Assert.Equal("http://b.test/1.png", (await image)?.Item.Url.Text);
        Assert.Equal("http://c.test/", Assert.Single(await page ?? []).Item.Url.Text);
    }

    [Fact]
    public async Task MaxPages_WhenARetryIsDue_DoesNotCountItAgain()
    {
        (_options.MaxPages, _politeness.Delay) = (2, TimeSpan.Zero);
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var first = await LeaseOneAsync();
        await Frontier.EndFetchAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        await Frontier.RetryAsync(first, TimeSpan.Zero, countsAsAttempt: true, TestContext.Current.CancellationToken);

        var urls = await DrainAsync();

        Assert.Equal(["http://a.test/1", "http://a.test/2"], urls.Order());
    }

    [Fact]
    public async Task Stop_WhileSomebodyWaits_EndsTheWait()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        await LeaseOneAsync();
        var next = Frontier.LeaseAsync(1, TestContext.Current.CancellationToken).AsTask();

        Frontier.Stop();

        Assert.Null(await next);
    }

    [Fact]
    public async Task Release_OfALease_PutsTheItemBackUntried()
    {
        _politeness.Delay = TimeSpan.Zero;
        await AdmitAsync(Page("http://a.test/1"));
        await Frontier.ReleaseAsync(await LeaseOneAsync(), TestContext.Current.CancellationToken);

        Assert.Equal(1, (await LeaseOneAsync()).Attempt);
    }

    [Fact]
    public async Task Admit_OfRefusedUrls_CountsThemByReason()
    {
        _options.MaxDepth = 1;
        var seed = Page("http://a.test/");
        var deep = seed with { Url = Url("http://a.test/deep"), Depth = 2 };

        var added = await Frontier.AdmitAsync([seed, deep, seed.ForOutlink(Url("http://b.test/"), ResourceKind.Page)], TestContext.Current.CancellationToken);

        Assert.Equal(1, added);
        Assert.Equal(1, Frontier.Refused(AdmissionRefusal.TooDeep));
        Assert.Equal(1, Frontier.Refused(AdmissionRefusal.OutOfScope));
    }

    [Fact]
    public async Task AdmitSeeds_OfAListWithDuplicates_AdmitsEachOnce()
    {
        var seeds = ListSeedSource.Parse(["http://a.test/", "http://b.test/", "http://a.test/#top"]);

        Assert.Equal(2, await Frontier.AdmitSeedsAsync(seeds, TestContext.Current.CancellationToken));
    }

    public static TheoryData<string> OverlongUrls() => new(
        "/" + new string('x', 8_000),
        "/" + new string('x', 64_000),
        "/" + new string('x', 1_000_000),
        "/?" + string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"p{i}={i}")),
        "/" + string.Join('/', Enumerable.Range(0, 5_000)));

    [Theory]
    [MemberData(nameof(OverlongUrls), DisableDiscoveryEnumeration = true)]
    public async Task U03_AUrlLongerThanBrowsersTake_NeverEntersTheFrontierNotEvenAsASeed(string path)
    {
        var link = Page("http://a.test/", depth: 0).ForOutlink(Url("http://a.test" + path), ResourceKind.Page);

        Assert.Equal(0, await Frontier.AdmitAsync([link, FrontierItem.ForSeed(link.Url)], TestContext.Current.CancellationToken));
        Assert.Equal((1, 1), (Frontier.Refused(AdmissionRefusal.UrlTooLong), Frontier.Refused(AdmissionRefusal.SeedTooLong)));
    }

    [Fact]
    public async Task ListHosts_OfACrawlUnderWay_TellsWhatWaitsAndWhenItsTurnIs()
    {
        await AdmitAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://b.test/1"));
        var first = await LeaseOneAsync();
        var second = await LeaseOneAsync();
        var ended = first.Item.Url.Host.Host == "a.test" ? first : second;
        await Frontier.EndFetchAsync(ended, HostLoad.Overloaded, null, TestContext.Current.CancellationToken);

        var states = Frontier.ListHosts().ToDictionary(state => state.Host.Host);

        var backedOff = TimeSpan.FromSeconds(2);
        Assert.Equal(new HostState(ended.Item.Url.Host, 1, 0, backedOff, _time.GetUtcNow() + backedOff), states["a.test"]);
        Assert.Equal((0, 1, null), (states["b.test"].Waiting, states["b.test"].UnderWay, states["b.test"].NextAt));
    }

    /// <summary>20,000 URLs; <c>ASYNCCRAWLER_CROWD=1000000</c> for the million of the torture list.</summary>
    [Fact]
    public async Task U06_ACrowdOfUrlsOnOneHostAndOneUrlOnAnother_LeasesTheLoneHostAtOnce()
    {
        var crowd = int.Parse(Environment.GetEnvironmentVariable("ASYNCCRAWLER_CROWD") ?? "20000", CultureInfo.InvariantCulture);
        await AdmitAsync([.. Enumerable.Range(0, crowd).Select(i => Page($"http://crowd.test/{i}")), Page("http://lone.test/")]);

        var hosts = new[] { await LeaseOneAsync(), await LeaseOneAsync() }.Select(lease => lease.Item.Url.Host.Host);

        Assert.Contains("lone.test", hosts);
    }

    private async Task AdmitAsync(params FrontierItem[] items) =>
        await Frontier.AdmitAsync(items, TestContext.Current.CancellationToken);

    private async Task<FrontierLease> LeaseOneAsync() =>
        Assert.Single(await Frontier.LeaseAsync(1, TestContext.Current.CancellationToken) ?? []);

    private async Task<List<string>> DrainAsync()
    {
        List<string> urls = [];
        while (await Frontier.LeaseAsync(10, TestContext.Current.CancellationToken) is { } leases)
        {
            foreach (var lease in leases)
            {
                urls.Add(lease.Item.Url.Text);
                await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, TestContext.Current.CancellationToken);
                await Frontier.CompleteAsync(lease, TestContext.Current.CancellationToken);
            }
        }

        return urls;
    }
}
