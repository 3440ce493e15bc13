using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>Q09: two crawls of one process on one host.</summary>
public sealed class SharedThrottlesTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly PolitenessOptions _politeness = new() { Delay = Delay, Robots = Obedience.Ignore };
    private readonly Lazy<HostThrottles> _throttles;
    private readonly Lazy<CrawlFrontier> _one;
    private readonly Lazy<CrawlFrontier> _other;

    public SharedThrottlesTests()
    {
        _throttles = new(() => new HostThrottles(_time));
        _one = new(NewFrontier);
        _other = new(NewFrontier);
    }

    public void Dispose()
    {
        _one.Value.Dispose();
        _other.Value.Dispose();
    }

    [Fact]
    public async Task Q09_TwoCrawlsOnOneHost_HaveOneFetchUnderWayAndOneDelayBetweenThem()
    {
        await AdmitAsync(_one.Value, "http://a.test/1");
        await AdmitAsync(_other.Value, "http://a.test/2");
        var first = await LeaseOneAsync(_one.Value);
        var second = LeaseOneAsync(_other.Value);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(second.IsCompleted);

        await _one.Value.EndFetchAsync(first, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        _time.Advance(Delay - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("http://a.test/2", (await second).Item.Url.Text);
    }

    [Fact]
    public async Task Q09_APauseThatTheHostAskedOneCrawlFor_HoldsTheOtherToo()
    {
        await AdmitAsync(_one.Value, "http://a.test/1");
        await AdmitAsync(_other.Value, "http://a.test/2");
        await _one.Value.EndFetchAsync(await LeaseOneAsync(_one.Value), HostLoad.Overloaded, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var second = LeaseOneAsync(_other.Value);

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await second;
    }

    [Fact]
    public async Task Q09_TwoCrawlsOnOneHost_TakeTurns()
    {
        await AdmitAsync(_one.Value, "http://a.test/1", "http://a.test/3", "http://a.test/5");
        await AdmitAsync(_other.Value, "http://a.test/2", "http://a.test/4", "http://a.test/6");
        var waiting = new Dictionary<CrawlFrontier, Task<FrontierLease>> { [_one.Value] = LeaseOneAsync(_one.Value), [_other.Value] = LeaseOneAsync(_other.Value) };
        List<string> order = [];
        while (order.Count < 4)
        {
            await Task.WhenAny(waiting.Values);
            var (frontier, task) = Assert.Single(waiting, pair => pair.Value.IsCompleted);
            var lease = await task;
            order.Add(lease.Item.Url.Text);
            await frontier.EndFetchAsync(lease, HostLoad.Fine, null, TestContext.Current.CancellationToken);
            waiting[frontier] = LeaseOneAsync(frontier);
            _time.Advance(Delay);
        }

        Assert.Equal(["http://a.test/1", "http://a.test/2", "http://a.test/3", "http://a.test/4"], order);
    }

    [Fact]
    public async Task Q09_RobotsTxtThatOneCrawlWasAnswered_IsNotAskedForByTheOther()
    {
        _politeness.Robots = Obedience.Obey;
        await AdmitAsync(_one.Value, "http://a.test/1");
        await AdmitAsync(_other.Value, "http://a.test/2");
        var robots = await LeaseOneAsync(_one.Value);
        Assert.Equal(ResourceKind.Robots, robots.Item.Kind);
        var second = LeaseOneAsync(_other.Value);
        await _one.Value.EndFetchAsync(robots, HostLoad.Fine, null, TestContext.Current.CancellationToken);
        _time.Advance(Delay);
        Assert.False(second.IsCompleted);

        await _one.Value.AnswerRobotsAsync(robots, new RobotsAnswer.Known(RobotsRules.AllowAll, TimeSpan.FromDays(1)), TestContext.Current.CancellationToken);
        _time.Advance(Delay);

        Assert.Equal("http://a.test/2", (await second).Item.Url.Text);
    }

    [Fact]
    public async Task Q09_ACrawlThatEndsWithFetchesUnderWay_GivesTheHostBack()
    {
        _politeness.Robots = Obedience.Obey;
        await AdmitAsync(_one.Value, "http://a.test/1");
        await AdmitAsync(_other.Value, "http://a.test/2");
        await LeaseOneAsync(_one.Value);
        var second = LeaseOneAsync(_other.Value);

        _one.Value.Dispose();
        _time.Advance(Delay);

        Assert.Equal(ResourceKind.Robots, (await second).Item.Kind);
    }

    [Fact]
    public async Task Crawls_WithoutCommonThrottles_AreUnaffectedByEachOther()
    {
        using var alone = new CrawlFrontier(
            new InMemoryFrontierStore(), new UrlAdmission(new ScopeOptions(), new FrontierOptions()), new FrontierOptions(), _politeness, new HostThrottles(_time), _time);
        await AdmitAsync(_one.Value, "http://a.test/1");
        await AdmitAsync(alone, "http://a.test/2");
        await LeaseOneAsync(_one.Value);

        Assert.Equal("http://a.test/2", (await LeaseOneAsync(alone)).Item.Url.Text);
    }

    private static async Task AdmitAsync(CrawlFrontier frontier, params string[] urls) =>
        Assert.Equal(urls.Length, await frontier.AdmitAsync([.. urls.Select(url => Page(url))], TestContext.Current.CancellationToken));

    private static async Task<FrontierLease> LeaseOneAsync(CrawlFrontier frontier) =>
        Assert.Single(await frontier.LeaseAsync(1, TestContext.Current.CancellationToken) ?? []);

    private CrawlFrontier NewFrontier()
    {
        var options = new FrontierOptions();
        return new CrawlFrontier(new InMemoryFrontierStore(), new UrlAdmission(new ScopeOptions(), options), options, _politeness, _throttles.Value, _time);
    }
}
