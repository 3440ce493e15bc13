using System.IO.Compression;
using System.Text.Json;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>Real sites, served as folders: every page as an independent parser (parse5) read it.</summary>
public sealed class RealSitesTests
{
    [Theory]
    [InlineData("site-httpd-manual")]
    [InlineData("site-mdn-learning-area")]
    public async Task SeedsOnly_OfARealSite_EqualsTheOracleOnEveryPage(string name)
    {
        var root = Corpora.Require(name);
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0, Mappings = null, Root = root }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options => options.Frontier.SeedsOnly = true);
        var oracle = ReadOracle(root);
        var seeds = oracle.Keys.ToDictionary(file => file, file => UrlOf(site, file));

        var summary = await scene.Crawler.CrawlAsync(seeds.Values, TestContext.Current.CancellationToken);

        var pages = scene.ReadPages();
        Assert.Equal(oracle.Count, summary.Totals.Pages);
        Assert.Equal(0, summary.WorkerDeaths);
        foreach (var (file, url) in seeds)
        {
            var (facts, links) = oracle[file];
            var page = pages[url];
            Assert.Equal((file, "ok", 200), (file, Text(page, "outcome"), page.GetProperty("status").GetInt32()));
            Assert.Equal((file, Words(facts.GetProperty("title").GetString())), (file, Words(page.GetProperty("title").GetString())));
            Assert.Equal((file, Text(facts, "decoded_as")), (file, Text(page, "charset")));
            Assert.Equal(links.Select(link => Host(site, name, link)).Distinct().Order(StringComparer.Ordinal), page.GetProperty("links").EnumerateArray().Select(link => link.GetString() ?? "").Order(StringComparer.Ordinal));
        }

        await AssertMediaAsync(scene, site, root);
    }

    [Fact]
    public async Task Crawl_OfTheMdnSites_RecordsLinksToAbsentFilesAsNotFound()
    {
        var root = Corpora.Require("site-mdn-learning-area");
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0, Mappings = null, Root = root }, TestContext.Current.CancellationToken);
        await using var scene = new CrawlScene(options => options.Frontier.MaxDepth = 1);

        await scene.Crawler.CrawlAsync(ReadOracle(root).Keys.Select(file => UrlOf(site, file)), TestContext.Current.CancellationToken);

        var absent = scene.ReadPages().Values.Where(page => Text(page, "outcome") == "http-error").ToList();
        Assert.NotEmpty(absent);
        Assert.All(absent, page => Assert.Equal((404, "http-404"), (page.GetProperty("status").GetInt32(), Text(page, "reason"))));
        Assert.All(absent, page => Assert.False(File.Exists(Path.Combine(root, Uri.UnescapeDataString(new Uri(Text(page, "url")).AbsolutePath[1..])))));
    }

    private static async Task AssertMediaAsync(CrawlScene scene, MockSiteServer site, string root)
    {
        foreach (var image in scene.ReadLines("media.jsonl").Where(image => new Uri(Text(image, "url")).Authority == site.BaseAddress.Authority))
        {
            var original = Path.Combine(root, Uri.UnescapeDataString(new Uri(Text(image, "url")).AbsolutePath[1..]));
            Assert.Equal(await File.ReadAllBytesAsync(original), await File.ReadAllBytesAsync(Path.Combine(scene.Output, Text(image, "path"))));
        }
    }

    private static Dictionary<string, (JsonElement Facts, string[] Links)> ReadOracle(string root)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(root, "oracle-links.jsonl.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        var links = new Dictionary<string, string[]>();
        while (reader.ReadLine() is { } line)
        {
            var record = JsonElement.Parse(line);
            links[Text(record, "file")] = [.. record.GetProperty("links").EnumerateArray().Select(link => link.GetString() ?? "")];
        }

        return File.ReadLines(Path.Combine(root, "oracle-pages.jsonl")).Select(line => JsonElement.Parse(line))
            .ToDictionary(facts => Text(facts, "file"), facts => (facts, links[Text(facts, "file")]));
    }

    private static string UrlOf(MockSiteServer site, string file)
    {
        var name = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        return new Uri(site.BaseAddress, string.Join('/', name.Split('/').Select(Uri.EscapeDataString))).AbsoluteUri;
    }

    /// <summary>The oracle saw the site in a folder of its host; here the folder is the host's root, and what leads above it ends there.</summary>
    private static string Host(MockSiteServer site, string name, string link)
    {
        const string CorpusHost = "http://corpus.test/";
        return link.StartsWith($"{CorpusHost}{name}/", StringComparison.Ordinal) ? site.BaseAddress.AbsoluteUri + link[(CorpusHost.Length + name.Length + 1)..]
            : link.StartsWith(CorpusHost, StringComparison.Ordinal) ? site.BaseAddress.AbsoluteUri + link[CorpusHost.Length..]
            : link;
    }

    private static string Words(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
