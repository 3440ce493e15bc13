using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>Row H11: pages that send their reader on by themselves.</summary>
public sealed class RefreshTests
{
    [Theory]
    [InlineData("meta")]
    [InlineData("field")]
    public async Task H11_ARefreshAtOnce_IsFollowedAsARedirectAndNotAsALink(string how)
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = Refreshing(how, "0; url='/next'");
        site["/next"] = new("<a href=/deeper>1</a>");
        await using var scene = new CrawlScene(options => options.Frontier.MaxDepth = 0);

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        var pages = scene.ReadPages();
        Assert.Equal([site.At("/"), site.At("/next")], pages.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((0, site.At("/")), (pages[site.At("/next")].GetProperty("depth").GetInt32(), Text(pages[site.At("/next")], "via")));
        Assert.Equal(("ok", 0), (Text(pages[site.At("/")], "outcome"), pages[site.At("/")].GetProperty("linkCount").GetInt32()));
    }

    [Theory]
    [InlineData("meta")]
    [InlineData("field")]
    public async Task H11_ARefreshAfterATime_IsFollowedAsALink(string how)
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = Refreshing(how, "5;url=/later");
        site["/later"] = new("page");
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(1, scene.ReadPages()[site.At("/later")].GetProperty("depth").GetInt32());
    }

    [Theory]
    [InlineData("0;url=/")]
    [InlineData("0")]
    [InlineData("0;url=javascript:alert(1)")]
    [InlineData("0;url=file:///etc/passwd")]
    public async Task H11_ARefreshToItselfOrToNoPage_IsNotFollowed(string content)
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = Refreshing("field", content);
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/robots.txt", "/"], site.Paths);
    }

    [Fact]
    public async Task H11_ALoopOfTwoPages_EndsAfterBoth()
    {
        await using var site = await SmallSite.StartAsync();
        site["/a"] = Refreshing("meta", "0;url=/b");
        site["/b"] = Refreshing("meta", "0;url=/a");
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/a")], TestContext.Current.CancellationToken);

        Assert.Equal(["/robots.txt", "/a", "/b"], site.Paths);
    }

    [Fact]
    public async Task H11_AChainWithoutEnd_EndsWhereRedirectsDo()
    {
        await using var site = await SmallSite.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            site[$"/{i}"] = Refreshing("meta", $"0;url=/{i + 1}");
        }

        await using var scene = new CrawlScene();

        var summary = await scene.Crawler.CrawlAsync([site.At("/0")], TestContext.Current.CancellationToken);

        Assert.Equal(11, summary.Totals.Pages); // the first, and ten redirects in a row
        Assert.Equal(1, summary.Refused["TooManyRedirects"]);
    }

    private static SmallAnswer Refreshing(string how, string content) => how == "meta"
        ? new($"<meta http-equiv=refresh content=\"{content}\">")
        : new("page") { Headers = [("Refresh", content)] };
}
