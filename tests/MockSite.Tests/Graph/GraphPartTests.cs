using System.Net;
using System.Xml.Linq;

namespace AsyncCrawler.MockSite.Tests.Graph;

public sealed class GraphPartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Crawl_OverHttpWithAnotherParser_FindsExactlyTheOracle()
    {
        await using var site = await Site.OfGraphAsync(pages: 300, seed: 9);
        var origin = site.Server.BaseAddress.GetLeftPart(UriPartial.Authority);
        HashSet<string> pages = ["/"];
        HashSet<string> images = [];
        var open = new Queue<string>(pages);
        while (open.TryDequeue(out var page))
        {
            var html = await site.Client.GetStringAsync(page, Stop);
            images.UnionWith(PageReader.Images(html));
            foreach (var link in PageReader.Links(html, page, origin).Where(pages.Add))
            {
                open.Enqueue(link);
            }
        }

        var oracle = Assert.IsType<SiteGraph>(site.Server.Graph);
        Assert.True(pages.SetEquals(oracle.ReachablePages));
        Assert.True(images.SetEquals(oracle.ReachableImages));
        Assert.Equal(300, pages.Count);
        Assert.Equal(300, site.Server.TotalRequests);
    }

    [Fact]
    public async Task Page_WhenServed_CarriesLengthTypeAndValidators()
    {
        await using var site = await Site.OfGraphAsync(pages: 10);

        using var answer = await site.GetAsync("/page/3.html");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal((await answer.Content.ReadAsByteArrayAsync(Stop)).Length, answer.Content.Headers.ContentLength);
        Assert.Equal("\"1-10-p3\"", answer.Headers.ETag?.ToString());
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), answer.Content.Headers.LastModified);
    }

    [Fact]
    public async Task Page_WhenKnownByItsTag_IsNotSentAgain()
    {
        await using var site = await Site.OfGraphAsync(pages: 10);

        using var answer = await site.SendAsync(HttpMethod.Get, "/page/3.html", ("If-None-Match", "\"1-10-p3\""));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Page_OfAHeadRequest_HasLengthAndNoBody()
    {
        await using var site = await Site.OfGraphAsync(pages: 10);

        using var answer = await site.SendAsync(HttpMethod.Head, "/img/3.png");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(0, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Page_WhenPostedTo_RefusesTheMethod()
    {
        await using var site = await Site.OfGraphAsync(pages: 10);

        using var answer = await site.SendAsync(HttpMethod.Post, "/page/3.html");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Page_WhenAskedUnderAnotherHostName_LinksToThatHost()
    {
        await using var site = await Site.OfGraphAsync(pages: 30);

        using var answer = await site.SendAsync(HttpMethod.Get, "/", ("Host", "shop.test:99"));

        var hrefs = PageReader.Hrefs(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains(hrefs, href => href.StartsWith("http://shop.test:99/", StringComparison.Ordinal));
        Assert.DoesNotContain(hrefs, href => href.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WithAnyQuery_IsTheSamePage()
    {
        await using var site = await Site.OfGraphAsync(pages: 10);

        Assert.Equal(
            await site.Client.GetStringAsync("/page/6.html?view=full&lang=en", Stop),
            await site.Client.GetStringAsync("/page/6.html", Stop));
    }

    [Fact]
    public async Task Sitemap_OfAGraph_ListsAllPages()
    {
        await using var site = await Site.OfGraphAsync(pages: 40);

        var xml = XDocument.Parse(await site.Client.GetStringAsync("/sitemap.xml", Stop));

        var listed = xml.Descendants("{http://www.sitemaps.org/schemas/sitemap/0.9}loc").Select(loc => new Uri(loc.Value).PathAndQuery);
        Assert.True(Assert.IsType<SiteGraph>(site.Server.Graph).ReachablePages.SetEquals(listed));
    }

    [Fact]
    public async Task Robots_OfAGraph_AllowsEverythingAndNamesTheSitemap()
    {
        await using var site = await Site.OfGraphAsync(pages: 40);

        var robots = await site.Client.GetStringAsync("/robots.txt", Stop);

        Assert.Contains("User-agent: *\nAllow: /\n", robots, StringComparison.Ordinal);
        Assert.Contains($"Sitemap: {site.Server.BaseAddress}sitemap.xml\n", robots, StringComparison.Ordinal);
    }
}
