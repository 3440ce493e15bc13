using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests;

public sealed class EncodedLinksTests
{
    [Fact]
    public void Of_AnyLinks_IsThemInTheirOrder() => Prop.ForAll(Messages.LinkLists, links => EncodedLinks.Of(links).SequenceEqual(links)).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_LinksThatAreBytes_IsTheSameObject()
    {
        var links = EncodedLinks.Of([new ParsedLink("http://a.test/é", LinkSource.Anchor, LinkRelations.NoFollow)]);

        Assert.Same(links, EncodedLinks.Of(links));
        Assert.Equal(("http://a.test/é", 1), (links[0].Url, links.Count));
    }

    [Fact]
    public void AsBytes_OfAnyLinks_GivesWhatTheTextsGive() => Prop.ForAll(Messages.LinkLists, links =>
    {
        var walked = new List<ParsedLink>();
        foreach (var link in EncodedLinks.Of(links).AsBytes())
        {
            walked.Add(new ParsedLink(System.Text.Encoding.UTF8.GetString(link.Url), link.Source, link.Relations, link.Hint));
        }

        return walked.SequenceEqual(links);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void MayHave_OfTheSourceOfALink_IsTrueAlsoWhenTheReplyWasRead() => Prop.ForAll(Messages.Replies, reply =>
        reply is not ParseReply.Parsed parsed || (Read(Write(reply)) is ParseReply.Parsed { Links: EncodedLinks read } && parsed.Links.All(link => read.MayHave(link.Source)))).QuickCheckThrowOnFailure();

    [Fact]
    public void MayHave_OfASourceThatNoLinkHas_IsFalse()
    {
        var links = EncodedLinks.Of([new ParsedLink("http://a.test/", LinkSource.Anchor, LinkRelations.None)]);

        Assert.True(links.MayHave(LinkSource.Anchor));
        Assert.DoesNotContain(Enum.GetValues<LinkSource>(), source => source != LinkSource.Anchor && links.MayHave(source));
    }

    [Fact]
    public void WriteTo_OfAReplyThatWasRead_WritesTheSameBytes() => Prop.ForAll(Messages.Replies, reply =>
    {
        var once = Write(reply);
        return once.AsSpan().SequenceEqual(Write(Read(once)));
    }).QuickCheckThrowOnFailure();

    private static byte[] Write(ParseReply reply)
    {
        using var writer = new FrameWriter();
        reply.WriteTo(writer);
        return writer.Written.ToArray();
    }

    private static ParseReply Read(byte[] frame)
    {
        using var reader = new FrameReader(new MemoryStream(frame), ParserProtocol.MaxReplyPayload);
        return ParseReply.Read(reader.Read() ?? throw new InvalidOperationException());
    }
}
