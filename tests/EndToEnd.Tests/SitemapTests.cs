using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.MockSite;
using AsyncCrawler.Results;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class SitemapTests
{
    [Fact]
    public async Task SitemapsOnly_OfTheGeneratedWeb_ReachesAllItsPagesAtDepthOne()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 150, Seed = 11, RecordRequests = true }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options => (options.Frontier.Sitemaps, options.Frontier.MaxDepth) = (SitemapMode.Only, 1));

        await scene.Crawler.CrawlAsync([site.BaseAddress.AbsoluteUri], TestContext.Current.CancellationToken);

        var graph = site.Graph ?? throw new InvalidOperationException("The site has no graph.");
        var pages = scene.ReadPages().Values;
        Assert.Equal(graph.ReachablePages.Count, pages.Count(page => Text(page, "kind") == "page" && Text(page, "outcome") == "ok"));
        Assert.Equal(1, pages.Count(page => Text(page, "kind") == "sitemap" && Text(page, "outcome") == "ok"));
        Assert.All(site.Requests.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Sitemaps_WhenOff_AreNotAskedFor()
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = SmallAnswer.Robots("Sitemap: {site}/s.xml");
        site["/"] = new("page");
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/robots.txt", "/"], site.Paths);
    }

    [Fact]
    public async Task C07_M05_SitemapsOfEveryForm_LeadToThePagesOfTheirSite()
    {
        await using var site = await SmallSite.StartAsync();
        site["/robots.txt"] = SmallAnswer.Robots("User-agent: *\nDisallow: /private\nSitemap: {site}/index.xml\n");
        site["/"] = new("<a href=/linked>1</a>");
        site["/index.xml"] = SmallAnswer.Xml("<sitemapindex><sitemap><loc>{site}/index.xml</loc></sitemap><sitemap><loc>{site}/s.xml.gz</loc></sitemap><sitemap><loc>http://other.test/s.xml</loc></sitemap></sitemapindex>");
        site["/s.xml.gz"] = new("<urlset><url><loc>{site}/a?b=1&amp;c=2</loc></url><url><loc>{site}/private</loc></url><url><loc>http://other.test/</loc></url><url><loc>javascript:1</loc></url></urlset>", "application/gzip") { IsGzipFile = true };
        site["/sitemap.xml"] = new("{site}/b\n\n{site}/c\n", "text/plain");
        foreach (var path in new[] { "/linked", "/a", "/b", "/c" })
        {
            site[path] = new("page");
        }

        await using var scene = new CrawlScene(options => options.Frontier.Sitemaps = SitemapMode.On);

        var summary = await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        var pages = scene.ReadPages();
        Assert.Equal(["/", "/a?b=1&c=2", "/b", "/c", "/linked"], pages.Where(page => Text(page.Value, "kind") == "page" && Text(page.Value, "outcome") == "ok").Select(page => page.Key[site.At("").Length..]).Order(StringComparer.Ordinal));
        Assert.Equal("robots-denied", Text(pages[site.At("/private")], "outcome"));
        Assert.Equal((1, site.At("/s.xml.gz"), site.At("/")), (pages[site.At("/b")].GetProperty("depth").GetInt32(), Text(pages[site.At("/a?b=1&c=2")], "via"), Text(pages[site.At("/b")], "seed")));
        Assert.Equal(2, summary.Refused["OutOfScope"]);
        Assert.Equal(site.Paths.Distinct(), site.Paths);
    }

    [Fact]
    public async Task Hints_OfASitemap_OrderItsPagesAndAreRecorded()
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new("page");
        site["/sitemap.xml"] = SmallAnswer.Xml(
            """
            <urlset><url><loc>{site}/plain</loc></url><url><loc>{site}/low</loc><priority>0.1</priority></url>
            <url><loc>{site}/old</loc><lastmod>2001</lastmod><priority>0.9</priority></url>
            <url><loc>{site}/new</loc><lastmod>2021-02-03</lastmod><priority>0.9</priority></url></urlset>
            """);
        await using var scene = new CrawlScene(options => (options.Frontier.Sitemaps, options.Politeness.MaxInFlightPerHost) = (SitemapMode.On, 1));

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(["/new", "/old", "/plain", "/low"], site.Paths.Except(["/robots.txt", "/", "/sitemap.xml"]));
        var hints = scene.ReadPages()[site.At("/sitemap.xml")].GetProperty("hints").EnumerateArray().ToList();
        Assert.Equal(3, hints.Count);
        Assert.Equal((site.At("/new"), "2021-02-03T00:00:00Z", 0.9), (Text(hints[2], "url"), Text(hints[2], "lastModified"), hints[2].GetProperty("priority").GetDouble()));
    }

    [Fact]
    public async Task M01_ASitemapOfTwentyThousandUrlsInAGzipFile_IsReadToItsEnd()
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new("page");
        site["/sitemap.xml"] = new($"<urlset>{string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<url><loc>{{site}}/{i}</loc></url>")))}</urlset>", "application/octet-stream") { IsGzipFile = true };
        await using var scene = new CrawlScene(options => (options.Frontier.Sitemaps, options.Frontier.MaxDepth, options.Output.SavesLinks) = (SitemapMode.On, 0, false));

        var summary = await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.Equal(CrawlSummaryState.Complete, summary.State);
        Assert.Equal(20_000, summary.Refused["TooDeep"]);
        Assert.Equal(20_000, scene.ReadPages()[site.At("/sitemap.xml")].GetProperty("linkCount").GetInt32());
    }
}
