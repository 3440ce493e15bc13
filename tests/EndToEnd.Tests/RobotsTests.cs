using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class RobotsTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task Crawl_OfASiteWithRobotsTxt_AsksForItFirstAndKeepsItsRulesAndTheDelay()
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = SmallAnswer.Robots("User-agent: *\nDisallow: /private/\n");
        site["/"] = new("<a href=/1>1</a><a href=/private/2>2</a><img src=/private/3.png>");
        site["/1"] = new("one");
        await using var scene = new CrawlScene(options => (options.Politeness.Delay, options.Politeness.MaxInFlightPerHost) = (Delay, 1));

        var summary = await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/robots.txt", "/", "/1"], site.Paths);
        Assert.All(site.Requests.Zip(site.Requests.Skip(1)), pair =>
            Assert.True(TimeProvider.System.GetElapsedTime(pair.First.Timestamp, pair.Second.Timestamp) >= Delay));
        var denied = scene.ReadPages()[site.At("/private/2")];
        Assert.Equal(("robots-denied", "robots.txt line 2: Disallow: /private/"), (Text(denied, "outcome"), Text(denied, "reason")));
        Assert.Equal((2, 0, 0), (summary.Totals.ByOutcome["robots-denied"], summary.Totals.Failures, summary.Totals.SeedFailures));
    }

    [Fact]
    public async Task Robots_WhenIgnored_IsNotAskedFor()
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = SmallAnswer.Robots("User-agent: *\nDisallow: /\n");
        site["/"] = new("page");
        await using var scene = new CrawlScene(options => options.Politeness.Robots = Obedience.Ignore);

        var summary = await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/"], site.Paths);
        Assert.Equal(1, summary.Totals.Pages);
    }

    [Fact]
    public async Task Robots_ThatForbidsASeed_IsTold()
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = SmallAnswer.Robots("User-agent: AsyncCrawler\nDisallow: /\n");
        await using var scene = new CrawlScene();

        var summary = await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/robots.txt"], site.Paths);
        Assert.Equal((1, "robots-denied"), (summary.Totals.SeedFailures, Assert.Single(summary.Seeds).Outcome));
    }

    [Fact]
    public async Task B05_RobotsTxtThatCannotBeHad_EndsTheCrawlWithoutAPage()
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = new("", Status: 503);
        site["/"] = new("page");
        await using var scene = new CrawlScene(options =>
        {
            options.Fetch.RetryBaseDelay = TimeSpan.FromMilliseconds(1);
            options.Politeness.RobotsRetryDelay = TimeSpan.FromMilliseconds(20);
        });

        var summary = await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/robots.txt", "/robots.txt", "/robots.txt"], site.Paths);
        var page = scene.ReadPages()[site.At("/")];
        Assert.Equal(("robots-unreachable", "robots.txt cannot be had: http-503"), (Text(page, "outcome"), Text(page, "reason")));
        Assert.Equal((1, 1), (summary.Totals.SeedFailures, summary.Totals.ByReason["http-503"]));
    }

    [Theory]
    [InlineData(5, "robots-denied")]
    [InlineData(6, "ok")]
    public async Task B05_FiveRedirects_AreFollowedAndSixMeanThatThereIsNone(int redirects, string outcome)
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = To("/r1");
        for (var i = 1; i < redirects; i++)
        {
            site[$"/r{i}"] = To($"/r{i + 1}");
        }

        site[$"/r{redirects}"] = SmallAnswer.Robots("User-agent: *\nDisallow: /");
        site["/"] = new("page");
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(outcome, Text(scene.ReadPages()[site.At("/")], "outcome"));
    }

    [Fact]
    public async Task B05_RobotsTxtOfAnotherHost_CountsForTheHostThatRedirects()
    {
        await using var other = await SmallSite.StartAsync();
        other["/theirs.txt"] = SmallAnswer.Robots("User-agent: *\nDisallow: /private");
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = To(other.At("/theirs.txt"));
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/private")], TestContext.Current.CancellationToken);

        Assert.Equal("robots-denied", Text(scene.ReadPages()[site.At("/private")], "outcome"));
        Assert.Equal(["/theirs.txt"], other.Paths);
    }

    [Theory]
    [InlineData("<meta name=robots content=NoFollow>", null, Obedience.Obey, 0)]
    [InlineData("<meta name=robots content='noarchive, none'>", null, Obedience.Obey, 0)]
    [InlineData("", "nofollow", Obedience.Obey, 0)]
    [InlineData("", "asynccrawler: none", Obedience.Obey, 0)]
    [InlineData("<meta name=robots content='index, follow'>", "nofollow", Obedience.Obey, 0)]
    [InlineData("<meta name=robots content=nofollow>", "nofollow", Obedience.Ignore, 2)]
    [InlineData("", "otherbot: nofollow", Obedience.Obey, 1)]
    [InlineData("<meta name=robots content=noindex>", null, Obedience.Obey, 1)]
    public async Task H12_NoFollow_OfAPageOrLink_IsRecordedAndObeyed(string head, string? header, Obedience obedience, int followed)
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new($"<head>{head}</head><a href=/plain>1</a><a href=/marked rel='ugc NoFollow'>2</a><img src=/i.png>")
        {
            Headers = header is null ? [] : [("X-Robots-Tag", header)],
        };
        await using var scene = new CrawlScene(options => options.Politeness.NoFollow = obedience);

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        string[][] wanted = [[], ["/plain"], ["/marked", "/plain"]];
        Assert.Equal(wanted[followed], site.Paths.Where(path => path is "/plain" or "/marked").Order());
        Assert.Contains("/i.png", site.Paths);
        Assert.Equal(2, scene.ReadPages()[site.At("/")].GetProperty("linkCount").GetInt32());
        Assert.Equal(PageStatus.Ok, scene.Finished.First().Status);
    }

    private static SmallAnswer To(string target) => new("", Status: 302) { Headers = [("Location", target)] };
}
