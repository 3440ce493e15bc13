using AsyncCrawler.MockSite;
using AsyncCrawler.Results;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class GeneratedWebTests
{
    [Fact]
    public async Task Crawl_OfTheGeneratedWeb_EqualsItsOracleInEveryOutput()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 120, Seed = 7, RecordRequests = true }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene();

        var summary = await scene.Crawler.CrawlAsync([site.BaseAddress.AbsoluteUri], TestContext.Current.CancellationToken);

        var graph = site.Graph ?? throw new InvalidOperationException("The site has no graph.");
        var pages = scene.ReadPages();
        Assert.Equal(CrawlSummaryState.Complete, summary.State);
        Assert.Equal(Absolute(site, graph.ReachablePages), OkUrls(pages, "page"));
        Assert.Equal(Absolute(site, graph.ReachableImages), OkUrls(pages, "image"));
        Assert.Equal(graph.ReachablePages.Count, summary.Totals.Pages);
        Assert.Equal(graph.ReachableImages.Count, summary.Totals.Images);
        Assert.All(site.Requests.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Crawl_OfTheGeneratedWeb_ReportsEachPagesLinksAndImagesAsTheOracleDoes()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 40, Seed = 3 }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene();
        await scene.Crawler.CrawlAsync([site.BaseAddress.AbsoluteUri], TestContext.Current.CancellationToken);

        var graph = site.Graph ?? throw new InvalidOperationException("The site has no graph.");
        var pages = scene.ReadPages();
        for (var page = 0; page < graph.Pages; page++)
        {
            var record = pages[new Uri(site.BaseAddress, graph.AddressOf(page)).AbsoluteUri];

            // A link to a fragment of the page itself is a link for a parser and none for the oracle.
            Assert.Equal(Absolute(site, graph.LinksOf(page)), UrlsOf(record, "links").Where(url => url != Text(record, "url") || graph.LinksOf(page).Contains(graph.AddressOf(page))));
            Assert.Equal(Absolute(site, graph.ImagesOf(page)), UrlsOf(record, "images"));
        }
    }

    [Fact]
    public async Task MaxDepth_OfTheGeneratedWeb_ReachesWhatTheOracleHasWithinIt()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 2_000, Seed = 5 }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options => (options.Frontier.MaxDepth, options.Frontier.IncludesImages) = (1, false));

        await scene.Crawler.CrawlAsync([site.BaseAddress.AbsoluteUri], TestContext.Current.CancellationToken);

        Assert.Equal(Absolute(site, site.Graph?.PagesWithin(1) ?? throw new InvalidOperationException("The site has no graph.")), OkUrls(scene.ReadPages(), "page"));
    }

    [Fact]
    public async Task MaxPages_OfTheGeneratedWeb_IsKeptExactly()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 300 }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options => options.Frontier.MaxPages = 25);

        var summary = await scene.Crawler.CrawlAsync([site.BaseAddress.AbsoluteUri], TestContext.Current.CancellationToken);

        Assert.Equal(25, summary.Totals.Pages);
        Assert.Equal(25, scene.ReadPages().Values.Count(page => Text(page, "kind") == "page"));
    }

    private static IEnumerable<string> UrlsOf(System.Text.Json.JsonElement record, string key) =>
        record.GetProperty(key).EnumerateArray().Select(url => url.GetString() ?? "").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Absolute(MockSiteServer site, IEnumerable<string> addresses) =>
        addresses.Select(address => new Uri(site.BaseAddress, address).AbsoluteUri).Order(StringComparer.Ordinal);

    private static IEnumerable<string> OkUrls(Dictionary<string, System.Text.Json.JsonElement> pages, string kind) =>
        pages.Values.Where(page => Text(page, "kind") == kind && Text(page, "outcome") == "ok").Select(page => Text(page, "url")).Order(StringComparer.Ordinal);
}
