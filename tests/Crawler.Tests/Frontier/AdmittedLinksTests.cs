using System.Text;
using AsyncCrawler.Frontier;
using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class AdmittedLinksTests
{
    private static readonly FrontierItem Home = FrontierItem.ForSeed(Url("http://a.test/"));
    private AdmittedLinks _links = new(new UrlAdmission(new ScopeOptions(), new FrontierOptions { MaxDepth = 2 }));

    [Fact]
    public void Contains_BeforeAnythingIsNoted_IsFalse() => Assert.False(Knows(Home, "http://a.test/x"));

    [Fact]
    public void Contains_OfALinkThatWasNoted_IsTrueWhereTheGatesAskTheSame()
    {
        _links.Note([Home.ForOutlink(Url("http://a.test/x"), ResourceKind.Page)]);

        Assert.True(Knows(Home, "http://a.test/x"));
        Assert.True(Knows(Home with { Url = Url("http://a.test/other") }, "http://a.test/x"));
        Assert.False(Knows(Home, "http://a.test/y"));
        Assert.False(Knows(Home, "http://a.test/x", ResourceKind.Image));
        Assert.True(Knows(Home with { Depth = 1 }, "http://a.test/x"));
        Assert.False(Knows(Home with { Depth = 2 }, "http://a.test/x"));
        Assert.False(Knows(Home with { ScopeRoot = Url("http://www.a.test/") }, "http://a.test/x"));
        Assert.False(Knows(Home with { Seed = Url("http://b.test/") }, "http://a.test/x"));
    }

    [Fact]
    public void Contains_WherePatternsMayAskForTheDepth_IsTrueAtTheSameDepthOnly()
    {
        var scope = new ScopeOptions { Patterns = { new ScopePattern(IsInclude: false, "depth:5") } };
        _links = new AdmittedLinks(new UrlAdmission(scope, new FrontierOptions()));
        _links.Note([Home.ForOutlink(Url("http://a.test/x"), ResourceKind.Page)]);

        Assert.True(Knows(Home, "http://a.test/x"));
        Assert.False(Knows(Home with { Depth = 1 }, "http://a.test/x"));
    }

    [Fact]
    public void Contains_WhereASeedHasADepthOfItsOwn_AsksForThat()
    {
        _links = new AdmittedLinks(new UrlAdmission(new ScopeOptions(), new FrontierOptions { Sites = { new SiteOptions { Url = "http://a.test/", MaxDepth = 1 } } }));
        _links.Note([Home.ForOutlink(Url("http://a.test/x"), ResourceKind.Page)]);

        Assert.True(Knows(Home, "http://a.test/x"));
        Assert.False(Knows(Home with { Depth = 1 }, "http://a.test/x"));
    }

    [Fact]
    public void Note_OfTheTargetOfARedirect_DoesNotNoteIt()
    {
        // A link of its text may be fetched without a parameter that the target has.
        _links.Note([Home.ForOutlink(Url("http://a.test/x"), ResourceKind.Page).ForRedirect(Url("http://a.test/y?utm_source=z"))]);

        Assert.False(Knows(Home, "http://a.test/y?utm_source=z"));
    }

    [Fact]
    public void Note_OfALongUrl_NotesIt()
    {
        var url = $"http://a.test/{new string('x', 3_000)}";
        _links.Note([Home.ForOutlink(Url(url), ResourceKind.Page)]);

        Assert.True(Knows(Home, url));
        Assert.False(Knows(Home, url + "x"));
    }

    [Fact]
    public void Contains_OfMoreLinksThanItKeeps_KnowsTheLastAndNoneThatWasNotNoted()
    {
        const int Many = 300_000;
        for (var i = 0; i < Many; i++)
        {
            _links.Note([Home.ForOutlink(Url($"http://a.test/{i}"), ResourceKind.Page)]);
        }

        Assert.True(Knows(Home, $"http://a.test/{Many - 1}"));
        Assert.InRange(Enumerable.Range(0, Many).Count(i => Knows(Home, $"http://a.test/{i}")), 100_000, Many / 2);
        Assert.DoesNotContain(Enumerable.Range(Many, Many), i => Knows(Home, $"http://a.test/{i}"));
    }

    [Fact]
    public void Contains_OfManyKeys_SaysOfEachWhatItSaysOfOne()
    {
        _links.Note([Home.ForOutlink(Url("http://a.test/x"), ResourceKind.Page), Home.ForOutlink(Url("http://a.test/z"), ResourceKind.Page)]);
        var answers = new bool[3];

        _links.Contains([Key(Home, "http://a.test/x"), Key(Home, "http://a.test/y"), Key(Home, "http://a.test/z")], answers);

        Assert.Equal([true, false, true], answers);
    }

    private bool Knows(FrontierItem page, string url, ResourceKind kind = ResourceKind.Page)
    {
        var answer = new bool[1];
        _links.Contains([Key(page, url, kind)], answer);
        return answer[0];
    }

    private ulong Key(FrontierItem page, string url, ResourceKind kind = ResourceKind.Page) =>
        _links.KeyOf(_links.PlaceOf(page, kind), Encoding.ASCII.GetBytes(url));
}
