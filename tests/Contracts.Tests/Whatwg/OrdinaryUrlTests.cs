using System.Text;
using System.Text.RegularExpressions;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed partial class OrdinaryUrlTests(ITestOutputHelper output)
{
    private static readonly WhatwgUrl _base = Urls.Parse("https://www.example.com/docs/guide/index.html?lang=en#top");

    [Theory]
    [InlineData("chapter-2.html", "https://www.example.com/docs/guide/chapter-2.html")]
    [InlineData("/static/site.css?v=12", "https://www.example.com/static/site.css?v=12")]
    [InlineData("?page=3", "https://www.example.com/docs/guide/index.html?page=3")]
    [InlineData("../x?y#z", "https://www.example.com/docs/x?y#z")]
    [InlineData("../../../../a/", "https://www.example.com/a/")]
    [InlineData("../", "https://www.example.com/docs/")]
    [InlineData("//a.test:8080/b?c", "https://a.test:8080/b?c")]
    [InlineData("//a.test", "https://a.test/")]
    [InlineData("#notes", "https://www.example.com/docs/guide/index.html?lang=en#notes")]
    [InlineData("https://other.example.org/wiki/Main_Page#a", "https://other.example.org/wiki/Main_Page#a")]
    [InlineData("http://other.example.org", "http://other.example.org/")]
    [InlineData("https://other.example.org:8443/a?b#c", "https://other.example.org:8443/a?b#c")]
    [InlineData("http://192.0.2.17:65535", "http://192.0.2.17:65535/")]
    [InlineData("https://192.0.2.0/a", "https://192.0.2.0/a")]
    public void ShortWay_TakesWhatTheWebIsMadeOf(string text, string expected)
    {
        Assert.True(OrdinaryUrl.TryParse(text, _base, out var url));
        Assert.Equal(expected, url.Href);
        Assert.Equal(Urls.Describe(Urls.Parse(expected)), Urls.Describe(url));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("./x")]
    [InlineData(".././x")]
    [InlineData("..//x")]
    [InlineData("../?x")]
    [InlineData("../#x")]
    [InlineData("../a/../b")]
    [InlineData("a/./x")]
    [InlineData("a/%2E%2e/x")]
    [InlineData("%2e")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("?it's")]
    [InlineData("caf\u00e9")]
    [InlineData("mailto:a@b")]
    [InlineData("HTTP://a.test/")]
    [InlineData("http:a")]
    [InlineData("///a")]
    [InlineData("//A.test/")]
    [InlineData("http://A.test/")]
    [InlineData("http://a.test:80/")]
    [InlineData("http://u@a.test/")]
    [InlineData("http://127.1/")]
    [InlineData("http://192.0.2.256/")]
    [InlineData("http://192.0.02.1/")]
    [InlineData("http://192.0.2.1.5/")]
    [InlineData("http://192.0..1/")]
    [InlineData("http://a.test:/")]
    [InlineData("http://a.test:080/")]
    [InlineData("http://a.test:65536/")]
    [InlineData("https://a.test:443/")]
    [InlineData("http://a.test:81?q")]
    [InlineData("http://a.0x1/")]
    [InlineData("http://a.test./")]
    [InlineData("http:///a")]
    [InlineData("http://a.test?q")]
    public void ShortWay_LeavesTheRestToTheStandardsParser(string text) => Assert.False(OrdinaryUrl.TryParse(text, _base, out _));

    [Theory]
    [InlineData("https://www.example.com/x?y#z", true)]
    [InlineData("https://www.example.com/", true)]
    [InlineData("https://www.example.com", false)]
    [InlineData("https://www.example.com?y", false)]
    [InlineData("https://www.example.com.evil.test/", false)]
    [InlineData("https://www.example.com:8443/", false)]
    [InlineData("https://www.example.com@evil.test/", false)]
    [InlineData("http://www.example.com/", false)]
    [InlineData("https://www.example.com/a/../b", false)]
    [InlineData("https://www.example.com/a b", false)]
    public void ShortWayBesideANeighbour_TakesWhatHasItsOriginAndAnOrdinaryPath(string text, bool isTaken) =>
        Assert.Equal(isTaken, OrdinaryUrl.TryParseBeside(text, _base, out _));

    [Fact]
    public void Parse_OfAnOrdinaryLink_AllocatesTheStringAndTheObjectOnly()
    {
        const string Link = "chapter-2.html";
        Assert.True(WhatwgUrl.TryParse(Link, _base, null, out var url));
        Assert.True(UrlParser.TryParse(Link, _base, null, out _)); // its tables are made at the first call
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new WhatwgUrl(string.Concat(url.Href.AsSpan(0, 20), url.Href.AsSpan(20)), url.Parts);
        var least = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        WhatwgUrl.TryParse(Link, _base, null, out _);
        var quick = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        UrlParser.TryParse(Link, _base, null, out _);
        var thorough = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(least, quick);
        Assert.Equal(least, thorough);
    }

    [Fact]
    public void Parse_OfAnAbsoluteTextThatStaysAsItIs_KeepsTheString()
    {
        const string Text = "http://192.0.2.17:8080/a?b";
        Assert.True(WhatwgUrl.TryParse(Text, out var url));
        Assert.Same(Text, url.Href);
    }

    [Fact]
    public void ShortWay_OnEachLinkOfTheCorpora_AnswersAsTheStandardsParser()
    {
        var links = 0;
        var ordinary = 0;
        foreach (var page in Directory.EnumerateFiles(Corpora.Require(""), "*.html", SearchOption.AllDirectories))
        {
            foreach (Match match in Link().Matches(File.ReadAllText(page, Encoding.Latin1)))
            {
                links++;
                if (OrdinaryUrl.TryParse(match.Groups[1].ValueSpan, _base, out var quick))
                {
                    ordinary++;
                    Assert.True(UrlParser.TryParse(match.Groups[1].ValueSpan, _base, null, out var thorough));
                    Assert.Equal(thorough.Href, quick.Href);
                    Assert.Equal(Urls.Describe(thorough), Urls.Describe(quick));
                }
            }
        }

        output.WriteLine($"{ordinary} of {links} links went the short way");
        Assert.InRange(ordinary, 10_000, links);
    }

    [GeneratedRegex("""(?:href|src)\s*=\s*["']([^"']*)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
