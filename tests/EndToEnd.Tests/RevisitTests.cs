using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class RevisitTests
{
    private static readonly (string, string)[] FirstVersion = [("ETag", "\"1\"")];

    [Fact]
    public async Task Revisit_OfACrawl_TransfersOnlyWhatChangedAndRecordsTheRestAsItWas()
    {
        await using var site = await StartSiteAsync();
        await using var scene = new CrawlScene();
        await CrawlAsync(scene, site, revisits: false);
        var before = scene.ReadPages();
        site["/old"] = new("<title>New</title><a href=/added>x</a>") { Headers = [("ETag", "\"2\"")] };
        site["/added"] = new("<title>Added</title>");

        var summary = await CrawlAsync(scene, site, revisits: true);

        var after = scene.ReadPages();
        Assert.Equal(2, site.Transfers("/old"));
        Assert.Equal(1, site.Transfers("/"));
        Assert.Equal(1, site.Transfers("/pic.png"));
        Assert.Equal(2, site.Transfers("/no-validator"));
        Assert.Equal("unchanged", Text(after[site.At("/")], "outcome"));
        Assert.Equal(304, after[site.At("/")].GetProperty("status").GetInt32());
        foreach (var key in new[] { "id", "contentType", "charset", "bytes", "sha256", "title", "canonical", "robots", "linkCount", "links", "images" })
        {
            Assert.Equal(before[site.At("/")].GetProperty(key).GetRawText(), after[site.At("/")].GetProperty(key).GetRawText());
        }

        Assert.Equal(("ok", "New"), (Text(after[site.At("/old")], "outcome"), Text(after[site.At("/old")], "title")));
        Assert.Contains(site.At("/added"), after.Keys);
        Assert.Equal(3, summary.Totals.ByOutcome["unchanged"]);
        Assert.Equal((5, 1, 0), (summary.Totals.Pages, summary.Totals.Images, summary.Totals.Failures));
    }

    [Fact]
    public async Task Revisit_AfterARevisit_StillTransfersOnlyWhatChanged()
    {
        await using var site = await StartSiteAsync();
        await using var scene = new CrawlScene();
        await CrawlAsync(scene, site, revisits: false);
        await CrawlAsync(scene, site, revisits: true);

        await CrawlAsync(scene, site, revisits: true);

        Assert.Equal((1, 1), (site.Transfers("/"), site.Transfers("/pic.png")));
        Assert.Equal("Home", Text(scene.ReadPages()[site.At("/")], "title"));
        var image = Assert.Single(scene.ReadLines("media.jsonl"));
        Assert.True(File.Exists(Path.Combine(scene.Output, Text(image, "path"))));
    }

    [Fact]
    public async Task Revisit_WhenAnImageIsGoneFromTheDirectory_TransfersItAgain()
    {
        await using var site = await StartSiteAsync();
        await using var scene = new CrawlScene();
        await CrawlAsync(scene, site, revisits: false);
        Directory.Delete(Path.Combine(scene.Output, "media"), recursive: true);

        await CrawlAsync(scene, site, revisits: true);

        Assert.Equal(2, site.Transfers("/pic.png"));
        Assert.True(File.Exists(Path.Combine(scene.Output, Text(Assert.Single(scene.ReadLines("media.jsonl")), "path"))));
    }

    [Fact]
    public async Task Revisit_WhenPagesAreReadOtherwise_TransfersThemAgain()
    {
        await using var site = await StartSiteAsync();
        await using var scene = new CrawlScene();
        await CrawlAsync(scene, site, revisits: false);
        await using var other = new CrawlScene(options => (options.Parsing.StructuredData, options.Output.Directory) = (true, scene.Output));

        await CrawlAsync(other, site, revisits: true);

        Assert.Equal((2, 1), (site.Transfers("/"), site.Transfers("/pic.png")));
    }

    private static async Task<SmallSite> StartSiteAsync()
    {
        var site = await SmallSite.StartAsync();
        site["/"] = new("<title>Home</title><link rel=canonical href=/><a href=/old>1</a><a href=/same>2</a><a href=/no-validator>3</a><img src=/pic.png>") { Headers = FirstVersion };
        site["/old"] = new("<title>Old</title>") { Headers = FirstVersion };
        site["/same"] = new("<title>Same</title>") { Headers = FirstVersion };
        site["/no-validator"] = new("<title>None</title>");
        site["/pic.png"] = new("\u0089PNG", "image/png") { Headers = FirstVersion };
        return site;
    }

    private static async Task<CrawlSummary> CrawlAsync(CrawlScene scene, SmallSite site, bool revisits)
    {
        var request = new CrawlRequest { Seeds = ListSeedSource.Parse([site.At("/")]), Revisits = revisits };
        await using var run = await scene.Crawler.StartAsync(request, TestContext.Current.CancellationToken);
        return await run.Completion;
    }
}
