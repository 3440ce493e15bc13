using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests;

public sealed class LinkBufferTests
{
    [Fact]
    public void ToLinks_OfAnyLinksOfPages_IsThemInTheirOrder()
    {
        var buffer = new LinkBuffer();
        Prop.ForAll(Messages.LinkLists, all =>
        {
            var links = all.Where(link => !link.Source.IsListed()).ToList();
            buffer.Clear();
            foreach (var link in links)
            {
                var url = Encoding.UTF8.GetBytes(link.Url);
                var half = url.Length / 2;
                Assert.Equal(url, buffer.Prepare(url.AsSpan(0, half), url.AsSpan(half)));
                var place = buffer.Add(link.Source, link.Relations);
                Assert.Equal(url, buffer.UrlAt(place));
                Assert.Equal(link.Source, buffer.SourceAt(place));
            }

            var encoded = buffer.ToLinks();
            return encoded.SequenceEqual(links) && links.TrueForAll(link => encoded.MayHave(link.Source));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ToLinks_OfMoreThanItHadRoomFor_HasThemAll()
    {
        var buffer = new LinkBuffer();
        var url = Encoding.ASCII.GetBytes("http://a.test/" + new string('x', 3000));
        for (var i = 0; i < 300; i++)
        {
            buffer.Prepare(url, []);
            buffer.Add(LinkSource.Image, LinkRelations.None);
        }

        Assert.Equal(300, buffer.ToLinks().Count(link => link.Url.Length == url.Length));
        buffer.Clear();
        Assert.Empty(buffer.ToLinks());
    }

    [Fact]
    public void Prepare_WithoutAdd_LeavesNoTrace()
    {
        var buffer = new LinkBuffer();
        buffer.Prepare("http://a.test/"u8, "dropped"u8);
        buffer.Prepare("http://a.test/"u8, "kept"u8);
        buffer.Add(LinkSource.Anchor, LinkRelations.None);

        Assert.Equal([new ParsedLink("http://a.test/kept", LinkSource.Anchor, LinkRelations.None)], buffer.ToLinks());
    }

    [Fact]
    public void Restrict_LeavesTheRelationsThatAllHave()
    {
        var buffer = new LinkBuffer();
        buffer.Prepare("http://a.test/"u8, []);
        var place = buffer.Add(LinkSource.Anchor, LinkRelations.NoFollow | LinkRelations.Sponsored);
        buffer.Restrict(place, LinkRelations.NoFollow | LinkRelations.UserGenerated);

        Assert.Equal(LinkRelations.NoFollow, buffer.ToLinks()[0].Relations);
    }

    [Fact]
    public void Add_OfALinkOfASitemap_IsRefused()
    {
        var buffer = new LinkBuffer();
        buffer.Prepare("http://a.test/"u8, []);

        Assert.Throws<ArgumentException>(() => buffer.Add(LinkSource.SitemapPage, LinkRelations.None));
    }
}
