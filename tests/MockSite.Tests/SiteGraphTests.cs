using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.MockSite.Tests;

public sealed class SiteGraphTests
{
    private const string Origin = "http://127.0.0.1:8080";

    private static readonly SiteGraph Thousand = new(1000, 1);

    public static TheoryData<int, int> Graphs => new() { { 1, 1 }, { 2, 7 }, { 9, -5 }, { 60, 3 }, { 300, int.MaxValue } };

    [Fact]
    public void RenderPage_OfTheSameNumbers_GivesTheSameBytes()
    {
        var again = new SiteGraph(1000, 1);

        for (var page = 0; page < 1000; page += 37)
        {
            Assert.Equal(Thousand.RenderPage(page, Origin), again.RenderPage(page, Origin));
        }
    }

    [Fact]
    public void RenderPage_OfKnownNumbers_HasNotChangedSinceItWasPinned()
    {
        // Results of crawls are compared between releases: a new drawing is a new site. Pin anew on purpose only.
        var all = SHA256.HashData([.. Enumerable.Range(0, 50).SelectMany(page => Thousand.RenderPage(page, Origin))]);

        Assert.Equal("1b29399129536d3b93f46f9de1827d3e2f11b5342d99eef33945d3cfaa166d01", Convert.ToHexStringLower(all));
    }

    [Fact]
    public void RenderPage_OfAnotherSeedOrPage_GivesOtherBytes()
    {
        var pages = Enumerable.Range(0, 200).Select(page => Text(Thousand, page)).ToHashSet();

        Assert.Equal(200, pages.Count);
        Assert.NotEqual(Text(Thousand, 5), Text(new SiteGraph(1000, 2), 5));
    }

    [Fact]
    public void RenderPage_OnAverage_HasTwentyNineKilobytes()
    {
        var sizes = Enumerable.Range(0, 1000).Select(page => Thousand.RenderPage(page, Origin).Length).ToList();

        Assert.InRange(sizes.Average(), 27_000, 31_000);
        Assert.InRange(sizes.Min(), 20_000, sizes.Max() - 1000);
    }

    [Fact]
    public void RenderPage_OnAverage_HasFiftyLinksAndAFewImages()
    {
        var parser = new HtmlParser();
        var documents = Enumerable.Range(0, 100).Select(page => parser.ParseDocument(Text(Thousand, page * 10))).ToList();

        Assert.InRange(documents.Average(document => document.QuerySelectorAll("a[href]").Length), 47, 53);
        Assert.All(documents, document => Assert.Equal(3, document.QuerySelectorAll("img").Length));
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void LinksOf_EveryPage_AreTheLinksThatAnIndependentParserResolves(int pages, int seed)
    {
        var graph = new SiteGraph(pages, seed);
        for (var page = 0; page < pages; page++)
        {
            Assert.Equal(PageReader.Links(Text(graph, page), graph.AddressOf(page)), graph.LinksOf(page));
        }
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void ImagesOf_EveryPage_AreTheImagesThatAnIndependentParserFinds(int pages, int seed)
    {
        var graph = new SiteGraph(pages, seed);
        for (var page = 0; page < pages; page++)
        {
            Assert.Equal(PageReader.Images(Text(graph, page)), graph.ImagesOf(page));
        }
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void ReachablePages_InAnyGraph_AreAllPages(int pages, int seed)
    {
        var graph = new SiteGraph(pages, seed);

        Assert.Equal(
            Enumerable.Range(0, pages).Select(graph.AddressOf).Order(StringComparer.Ordinal),
            graph.ReachablePages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PagesWithin_EachDepth_AreThePagesOfTheDepthBeforeAndTheirLinks()
    {
        HashSet<string> within = ["/"];
        for (var depth = 0; depth < 4; depth++)
        {
            Assert.True(within.SetEquals(Thousand.PagesWithin(depth)));
            within.UnionWith([.. within.SelectMany(LinksAt)]);
        }

        Assert.Equal(1000, within.Count);
        Assert.NotEqual(1000, Thousand.PagesWithin(1).Count);
    }

    [Fact]
    public void ImagesWithin_NoDepth_AreThoseOfTheHomePage() =>
        Assert.True(Thousand.ImagesWithin(0).SetEquals(Thousand.ImagesOf(0)));

    [Fact]
    public void Links_OfAllPages_AreWrittenInEveryForm()
    {
        var hrefs = Enumerable.Range(0, 30).SelectMany(page => PageReader.Hrefs(Text(Thousand, page))).ToList();

        string[] beginnings = ["/page/", "/section-", "../page/", "http://127", "HTTP://127", "//127", "/archive/./../", "mailto:", "javascript:", "#top"];
        foreach (var beginning in beginnings)
        {
            Assert.Contains(hrefs, href => href.StartsWith(beginning, StringComparison.Ordinal));
        }

        Assert.Contains(hrefs, href => href.EndsWith(".html#part-2", StringComparison.Ordinal));
        Assert.Contains(hrefs, href => href.EndsWith("?view=full&lang=en", StringComparison.Ordinal));
    }

    [Fact]
    public void TryFindPage_OfEachAddress_FindsThePage() =>
        Prop.ForAll<NonNegativeInt>(number =>
        {
            var page = number.Get % Thousand.Pages;
            return Thousand.TryFindPage(Thousand.AddressOf(page), out var found) && found == page;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("/page/0.html")]
    [InlineData("/page/1000.html")]
    [InlineData("/page/03.html")]
    [InlineData("/page/+3.html")]
    [InlineData("/page/-3.html")]
    [InlineData("/page/99999999999.html")]
    [InlineData("/section-2/page-5.html")]
    [InlineData("/page/3.htm")]
    [InlineData("page/3.html")]
    public void TryFindPage_OfWhatIsNoPage_FindsNone(string address) => Assert.False(Thousand.TryFindPage(address, out _));

    [Fact]
    public void SiteGraph_OfManyPages_ComputesAnyOneAtOnce()
    {
        var graph = new SiteGraph(int.MaxValue, 1);

        Assert.NotEmpty(graph.LinksOf(int.MaxValue - 1));
        Assert.Contains("/page/2147483646.html", Text(graph, int.MaxValue - 1), StringComparison.Ordinal);
    }

    private static IEnumerable<string> LinksAt(string address)
    {
        Assert.True(Thousand.TryFindPage(address, out var page));
        return Thousand.LinksOf(page);
    }

    private static string Text(SiteGraph graph, int page) => Encoding.UTF8.GetString(graph.RenderPage(page, Origin));
}
