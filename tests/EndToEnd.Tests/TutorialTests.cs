using AsyncCrawler.Contracts;
using AsyncCrawler.MockSite;
using AsyncCrawler.Parsing;
using AsyncCrawler.Sinks;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The tutorial case: three pages with one link of id <c>feng</c> each, and three images.</summary>
public sealed class TutorialTests
{
    [Fact]
    public async Task Crawl_OfBoboJayAndTom_FindsTheirLinksAndStoresTheirImages()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0 }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options => options.Frontier.SeedsOnly = true);
        string[] names = ["bobo", "jay", "tom"];

        await scene.Crawler.CrawlAsync(names.Select(name => new Uri(site.BaseAddress, name).AbsoluteUri), TestContext.Current.CancellationToken);

        var pages = scene.ReadPages();
        foreach (var name in names)
        {
            var address = new Uri(site.BaseAddress, name);
            var page = pages[address.AbsoluteUri];
            Assert.Equal("ok", Text(page, "outcome"));
            Assert.Contains(new Uri(address, await FengLinkOfAsync(address)).AbsoluteUri, page.GetProperty("links").EnumerateArray().Select(link => link.GetString()));
        }

        var media = scene.ReadLines("media.jsonl");
        Assert.Equal(3, media.Count(image => Text(image, "url").Contains("/120x90_0_autohomecar__", StringComparison.Ordinal)));
        foreach (var image in media)
        {
            var stored = await File.ReadAllBytesAsync(Path.Combine(scene.Output, Text(image, "path")), TestContext.Current.CancellationToken);
            Assert.Equal(await GetAsync(new Uri(Text(image, "url"))), stored);
        }
    }

    [Fact]
    public async Task Crawl_WithTheFieldOfTheTutorial_FindsItInBothFormats()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0 }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options =>
        {
            options.Frontier.SeedsOnly = true;
            options.Frontier.IncludesImages = false;
            options.Output.Formats = RecordFormats.JsonLines | RecordFormats.Csv;
            options.Parsing.TextForm = PageTextForm.Plain;
            Assert.True(FieldRuleText.TryParse("href=xpath://a[@id=\"feng\"]/@href", out var rule, out _));
            options.Parsing.Fields.Add(rule);
        });
        string[] names = ["bobo", "jay", "tom"];

        await scene.Crawler.CrawlAsync(names.Select(name => new Uri(site.BaseAddress, name).AbsoluteUri), TestContext.Current.CancellationToken);

        var pages = scene.ReadPages();
        var rows = await File.ReadAllLinesAsync(Path.Combine(scene.Output, "pages.csv"), TestContext.Current.CancellationToken);
        Assert.EndsWith(",field.href", rows[0], StringComparison.Ordinal);
        foreach (var name in names)
        {
            var address = new Uri(site.BaseAddress, name);
            var href = await FengLinkOfAsync(address);
            Assert.Equal(href, Text(pages[address.AbsoluteUri].GetProperty("fields"), "href"));
            Assert.Contains("Feng", Text(pages[address.AbsoluteUri], "text"), StringComparison.Ordinal);
            Assert.Single(rows, row => row.Contains(address.AbsoluteUri, StringComparison.Ordinal) && row.EndsWith("," + href, StringComparison.Ordinal));
        }
    }

    private static async Task<string> FengLinkOfAsync(Uri page)
    {
        var html = System.Text.Encoding.UTF8.GetString(await GetAsync(page));
        var match = Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, """<a\s+id="feng"\s+href="(?<href>[^"]*)">"""));
        return match.Groups["href"].Value;
    }

    private static async Task<byte[]> GetAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        return await client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
    }
}
