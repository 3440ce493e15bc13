using AsyncCrawler.Frontier;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Pipeline;

public sealed class LeaseDeskTests : IDisposable
{
    private readonly CrawlFrontier _frontier;
    private readonly LeaseDesk _desk;

    public LeaseDeskTests()
    {
        var (time, options) = (new ManualTimeProvider(), new FrontierOptions());
        var politeness = new PolitenessOptions { Delay = TimeSpan.Zero, MaxInFlightPerHost = 8, Robots = Obedience.Ignore };
        _frontier = new CrawlFrontier(new InMemoryFrontierStore(), new UrlAdmission(new ScopeOptions(), options), options, politeness, new HostThrottles(time), time);
        _desk = new LeaseDesk(_frontier);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _desk.Dispose();
        _frontier.Dispose();
    }

    [Fact]
    public async Task Desk_WithMoreLoopsThanLeases_GivesEachLeaseToOneOfThem()
    {
        _frontier.FeederJoined();
        var loops = Enumerable.Range(0, 5).Select(_ => _desk.NextAsync(Token).AsTask()).ToList();
        await _frontier.AdmitAsync([Page("http://a.test/1"), Page("http://a.test/2"), Page("http://a.test/3")], Token);

        var served = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            var first = await Task.WhenAny(loops);
            loops.Remove(first);
            served.Add((await first)?.Item.Url.Text);
        }

        Assert.Equal(["http://a.test/1", "http://a.test/2", "http://a.test/3"], served.Order());
        Assert.All(loops, loop => Assert.False(loop.IsCompleted));
        _frontier.Stop();
        Assert.All(await Task.WhenAll(loops), Assert.Null);
    }

    [Fact]
    public async Task Desk_WithOneLoop_LeasesNoMoreThanItCanFetch()
    {
        await _frontier.AdmitAsync([Page("http://a.test/1"), Page("http://a.test/2")], Token);

        await _desk.NextAsync(Token);

        Assert.Equal((1, 1), _frontier.CountOpen());
    }

    [Fact]
    public async Task Fetching_FromALeaseToTheEndOfItsFetch_CountsIt()
    {
        await _frontier.AdmitAsync([Page("http://a.test/1"), Page("http://a.test/2")], Token);
        var lease = await _desk.NextAsync(Token);
        Assert.NotNull(lease);
        Assert.Equal(1, _frontier.Fetching);

        var next = await _frontier.EndFetchAndLeaseAsync(lease, HostLoad.Fine, null, Token);
        Assert.NotNull(next);
        Assert.Equal(1, _frontier.Fetching);

        await _frontier.EndFetchAsync(next, HostLoad.Fine, null, Token);
        Assert.Equal(0, _frontier.Fetching);
        Assert.Equal((0, 2), _frontier.CountOpen());
    }

    [Fact]
    public async Task Desk_OfAQuietFrontier_GivesNothing() => Assert.Null(await _desk.NextAsync(Token));
}
