using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Results;

public sealed class PageOutcomeFactoryTests
{
    private readonly PageOutcomeFactory _outcomes = new();

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
