using AsyncCrawler.Politeness;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Politeness;

public sealed class RobotsCacheTests
{
    private static readonly RobotsRules DisallowAll = RobotsTxtParser.Parse("User-agent: *\nDisallow: /"u8, "x");
    private static readonly RobotsAnswer Failure = new RobotsAnswer.Unreachable("http-503", "503", null, CountsAsAttempt: true);
    private static readonly CrawlUrl Page = Url("http://a.test/x");

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Rules_OfADay_AreUsedForADay()
    {
        var cache = Cache();
        Assert.Null(cache.Note(Page.Host, new RobotsAnswer.Known(DisallowAll, TimeSpan.FromDays(1))));

        _time.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(cache.Find(Page.Host)?.Judge(Page));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(cache.Find(Page.Host));
    }

    [Theory]
    [InlineData("https://a.test/")]
    [InlineData("http://a.test:8080/")]
    [InlineData("http://www.a.test/")]
    public void Standard_Rules_AreNotSharedWithAnotherSchemeHostOrPort(string other)
    {
        var cache = Cache();
        cache.Note(Page.Host, new RobotsAnswer.Known(DisallowAll, TimeSpan.FromDays(1)));

        Assert.Null(cache.Find(Url(other).Host));
    }

    [Fact]
    public void B05_AFailureThatIsWorthAnotherTry_IsNoAnswerYet()
    {
        var cache = Cache();

        Assert.Equal(TimeSpan.FromMinutes(3), cache.Note(Page.Host, new RobotsAnswer.Unreachable("http-503", "503", TimeSpan.FromMinutes(3), CountsAsAttempt: true)));
        Assert.Null(cache.Find(Page.Host));
    }

    [Fact]
    public void B05_AFailureForGood_ForbidsEverythingForAnHour()
    {
        var cache = Cache();
        Assert.Null(cache.Note(Page.Host, Failure));

        Assert.Equal(new RobotsRefusal("http-503", "503"), cache.Find(Page.Host)?.Judge(Page));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(cache.Find(Page.Host));
    }

    [Fact]
    public void Standard_AFileThatCannotBeRefreshed_IsUsedOn()
    {
        var cache = Cache();
        cache.Note(Page.Host, new RobotsAnswer.Known(DisallowAll, TimeSpan.FromDays(1)));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Null(cache.Note(Page.Host, Failure));

        Assert.Equal((string?)null, (cache.Find(Page.Host)?.Judge(Page) ?? throw new InvalidOperationException("It is allowed.")).Unreachable);
    }

    [Fact]
    public void Standard_AnOutageOfThirtyDays_CountsAsNoRobotsTxt()
    {
        var cache = Cache();
        for (var day = 0; day < 30; day++)
        {
            cache.Note(Page.Host, Failure);
            Assert.NotNull(cache.Find(Page.Host)?.Judge(Page));
            _time.Advance(TimeSpan.FromDays(1));
        }

        cache.Note(Page.Host, Failure);

        Assert.NotNull(cache.Find(Page.Host));
        Assert.Null(cache.Find(Page.Host)?.Judge(Page));
    }

    [Fact]
    public void R09_RulesOfTooManyHosts_AreForgottenInTheOrderOfTheirUse()
    {
        var cache = new RobotsCache(2_000, _time);
        cache.Note(Url("http://h0.test/").Host, new RobotsAnswer.Known(RobotsRules.AllowAll, TimeSpan.FromDays(1)));
        for (var i = 1; i < 100; i++)
        {
            cache.Note(Url($"http://h{i}.test/").Host, new RobotsAnswer.Known(RobotsRules.AllowAll, TimeSpan.FromDays(1)));
            Assert.NotNull(cache.Find(Url("http://h0.test/").Host));
        }

        Assert.Equal(["h0", "h96", "h97", "h98", "h99"], Enumerable.Range(0, 100).Select(i => $"h{i}").Where(name => cache.Find(Url($"http://{name}.test/").Host) is not null));
    }

    private RobotsCache Cache() => new(RobotsCache.DefaultCapacityInBytes, _time);
}
