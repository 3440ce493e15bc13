using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Sitemaps;

public sealed class SitemapCorpusTests
{
    [Fact]
    public void Parse_OfEverySitemapInTheCorpus_FindsTheLocationsOfTheOracle()
    {
        var folder = Corpora.Require("sitemaps");
        var compared = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "expected.jsonl")))
        {
            using var expected = JsonDocument.Parse(line);
            var file = expected.RootElement.GetProperty("file").GetString() ?? "";
            var reply = SitemapTestParser.Parse(File.ReadAllBytes(Path.Combine(folder, file)));

            Assert.Null(reply.Note);
            if (expected.RootElement.TryGetProperty("loc_values", out var locations))
            {
                var source = expected.RootElement.GetProperty("root").GetString() == "sitemapindex" ? LinkSource.SitemapChild : LinkSource.SitemapPage;
                Assert.Equal(locations.EnumerateArray().Select(Serialise), reply.Links.Where(link => link.Source == source).Select(link => link.Url));
                compared++;
            }

            if (expected.RootElement.TryGetProperty("crawler_commons_test_says", out var says))
            {
                Assert.Equal(says.GetProperty("urls").GetInt32(), reply.Pages().Count());
                Assert.True(!says.TryGetProperty("first", out var first) || first.GetString() == reply.Pages().First());
            }
        }

        Assert.True(compared >= 15, $"Only {compared} sitemaps with locations.");
    }

    [Theory]
    [InlineData("crawlercommons/sitemap.txt", "http://www.domain.com/page1.html", "http://www.domain.com/page2.html")]
    [InlineData("crawlercommons/sitemap-with-bom.txt", "http://www.domain.com/page1.html", "http://www.domain.com/page2.html")]
    [InlineData("crawlercommons/rss/feed.rss", "https://www.example.com/blog/post/1", "https://www.example.com/guid.html", "https://www.example.com/foo?q=a&l=en", "https://www.example.com/foo?q=a&l=fr")]
    public void Parse_OfAFileWithoutOracle_FindsWhatAReaderFinds(string file, params string[] expected) =>
        Assert.Equal(expected, SitemapTestParser.Parse(File.ReadAllBytes(Path.Combine(Corpora.Require("sitemaps"), file))).Pages());

    private static string Serialise(JsonElement location) => WhatwgUrl.TryParse(location.GetString(), out var url) ? url.Href : "";
}
