using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Results;

public sealed class PageOutcomeFactoryTests
{
    private readonly AdmittedLinks _admitted = new();
    private readonly PageOutcomeFactory _outcomes;

    public PageOutcomeFactoryTests() => _outcomes = new PageOutcomeFactory(_admitted);

    [Fact]
    public void Links_OfAReply_AreSortedByWhatTheyAreEachOnceInTheirOrder()
    {
        var page = Create(
            Link("http://a.test/2"), Link("http://a.test/1", LinkSource.Image), Link("http://a.test/1"), Link("http://a.test/2", LinkSource.Area),
            Link("http://a.test/map", LinkSource.SitemapChild), Link("http://a.test/3", LinkSource.SitemapPage), Link("http://a.test/1", LinkSource.Image));

        Assert.Equal(["http://a.test/2", "http://a.test/1", "http://a.test/3"], page.Links.Select(url => url.Text));
        Assert.Equal(["http://a.test/1"], page.Images.Select(url => url.Text));
        Assert.Equal(["http://a.test/map"], page.Sitemaps.Select(url => url.Text));
        Assert.Empty(page.NoFollowLinks);
    }

    [Fact]
    public void NoFollowLinks_OfAReply_AreThoseThatAreMarkedAtEachOfTheirPlaces()
    {
        var page = Create(
            Link("http://a.test/both", relations: LinkRelations.NoFollow), Link("http://a.test/marked", relations: LinkRelations.NoFollow),
            Link("http://a.test/both"), Link("http://a.test/marked", LinkSource.Area, LinkRelations.NoFollow), Link("http://a.test/free"));

        Assert.Equal(["http://a.test/marked"], page.NoFollowLinks.Select(url => url.Text));
        Assert.Equal(3, page.Links.Count);
    }

    [Fact]
    public void S23_UrlsOfAChild_AreNotBelieved()
    {
        var page = Create(
            Link("file:///etc/passwd"), Link("javascript:alert(1)", LinkSource.Image), Link("relative"), Link("http://user:secret@A.test/#x"), Link("http://a.test/"));

        Assert.Equal(["http://a.test/"], page.Links.Select(url => url.Text));
        Assert.Empty(page.Images);
    }

    [Fact]
    public void Links_ThatTheFrontierKnows_AreCountedAndReadButNotFresh()
    {
        _admitted.Note([Page("http://a.test/page").ForOutlink(Url("http://a.test/old"), ResourceKind.Page), Page("http://a.test/page").ForOutlink(Url("http://a.test/i"), ResourceKind.Image)]);
        var page = Create(
            Link("http://a.test/old"), Link("http://a.test/new"), Link("http://u:p@a.test/old"), Link("http://a.test/old", LinkSource.Area), Link("mailto:a@a.test"),
            Link("http://a.test/old", LinkSource.Image), Link("http://a.test/i", LinkSource.Image));

        Assert.Equal(["http://a.test/new"], FoundLinks.FreshOf(page.Links).Select(url => url.Text));
        Assert.Equal(["http://a.test/old"], FoundLinks.FreshOf(page.Images).Select(url => url.Text));
        Assert.Equal((2, 2), (page.Links.Count, page.Images.Count));
        Assert.Equal(["http://a.test/old", "http://a.test/new"], page.Links.Select(url => url.Text));
        Assert.Equal(["http://a.test/old", "http://a.test/i"], page.Images.Select(url => url.Text));
    }

    [Fact]
    public void NoFollowLinks_ThatTheFrontierKnows_AreThoseThatAreMarkedAtEachOfTheirPlaces()
    {
        _admitted.Note([.. new[] { "both", "marked", "other" }.Select(path => Page("http://a.test/page").ForOutlink(Url("http://a.test/" + path), ResourceKind.Page))]);
        var page = Create(
            Link("http://a.test/both", relations: LinkRelations.NoFollow), Link("http://a.test/marked", relations: LinkRelations.NoFollow),
            Link("http://a.test/other", relations: LinkRelations.NoFollow), Link("http://a.test/both"), Link("http://u:p@a.test/other"));

        Assert.Equal(["http://a.test/marked"], page.NoFollowLinks.Select(url => url.Text));
    }

    private static ParsedLink Link(string url, LinkSource source = LinkSource.Anchor, LinkRelations relations = LinkRelations.None) => new(url, source, relations);

    private PageOutcome Create(params ParsedLink[] links)
    {
        using var body = PooledBody.Empty();
        var lease = new FrontierLease { ItemId = 1, Item = Page("http://a.test/page"), Attempt = 1, ExpiresAt = default };
        var fetch = new FetchOutcome.Received { Lease = lease, StartedAt = default, Elapsed = default, Status = 200, ContentType = "text/html", Body = body };
        var reply = new ParseReply.Parsed { DocumentId = 1, Charset = "UTF-8", Links = links };
        return _outcomes.Create(fetch, new ParseOutcome.Parsed { Reply = reply, Worker = new WorkerIdentity("parser-1", 1), Elapsed = default });
    }
}
