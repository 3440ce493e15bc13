using System.Text;
using AsyncCrawler.Contracts;
using static AsyncCrawler.ParserWorkers.Tests.Sitemaps.SitemapTestParser;

namespace AsyncCrawler.ParserWorkers.Tests.Sitemaps;

public sealed class SitemapAttackTests
{
    private const int SpecifiedMaxBytes = 52_428_800;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void M01_MoreThan50000Urls_AreCutWhileReading(bool isXml)
    {
        var urls = Enumerable.Range(0, 50_010).Select(i => $"http://a.test/{i}");

        // One URL is dropped and not ten: what follows the one that is too many is not even looked at.
        var reply = Parse(isXml ? UrlSet(urls) : string.Join('\n', urls));

        Assert.Equal(50_000, reply.Links.Count);
        Assert.Equal((1, DocumentTruncation.Links, "The sitemap has more than 50000 URLs."), (reply.LinksDropped, reply.Truncation, reply.Note));
    }

    [Fact]
    public void M01_Exactly50000Urls_AreNotCut()
    {
        var reply = Parse(UrlSet(Enumerable.Range(0, 50_000).Select(i => $"http://a.test/{i}")));

        Assert.Equal((50_000, 0, DocumentTruncation.None, null), (reply.Links.Count, reply.LinksDropped, reply.Truncation, reply.Note));
    }

    [Fact]
    public void M01_MoreThan50Megabytes_KeepsTheUrlsBeforeTheCut()
    {
        var beyond = "<url><loc>http://a.test/2</loc></url></urlset>"u8;
        var body = new byte[SpecifiedMaxBytes + beyond.Length];
        body.AsSpan().Fill((byte)' ');
        "<urlset><url><loc>http://a.test/1</loc></url>"u8.CopyTo(body);
        beyond.CopyTo(body.AsSpan(SpecifiedMaxBytes));

        var reply = Parse(body);

        Assert.Equal(["http://a.test/1"], reply.Pages());
        Assert.Equal((DocumentTruncation.Input, "The sitemap has more than 52428800 bytes."), (reply.Truncation, reply.Note));
    }

    [Fact]
    public void M01_Exactly50Megabytes_AreRead()
    {
        var body = new byte[SpecifiedMaxBytes];
        body.AsSpan().Fill((byte)' ');
        "<urlset>"u8.CopyTo(body);
        var end = "<url><loc>http://a.test/2</loc></url></urlset>"u8;
        end.CopyTo(body.AsSpan(SpecifiedMaxBytes - end.Length));

        var reply = Parse(body);

        Assert.Equal((1, DocumentTruncation.None, null), (reply.Pages().Count(), reply.Truncation, reply.Note));
    }

    [Fact]
    public void M01_GzipBomb_StopsAtTheRatioAndKeepsTheUrlsBefore()
    {
        var reply = Parse(Gzip(UrlSet(["http://a.test/1"]).Replace("</urlset>", new string(' ', 30_000_000), StringComparison.Ordinal)));

        Assert.Equal(["http://a.test/1"], reply.Pages());
        Assert.Equal((DocumentTruncation.Input, "The gzip data inflate to more than 200 times their size."), (reply.Truncation, reply.Note));
    }

    [Fact]
    public void M01_SmallGzipOf20000Urls_IsReadWhole()
    {
        var body = Gzip(UrlSet(Enumerable.Range(0, 20_000).Select(i => $"http://a.test/catalogue/item/{i}")));

        Assert.InRange(body.Length, 1, 200_000);
        Assert.Equal(20_000, Parse(body).Pages().Count());
    }

    [Fact]
    public void M04_GzipCutAtAnyPlace_KeepsWhatWasInflated()
    {
        var whole = Gzip(UrlSet(Enumerable.Range(0, 2_000).Select(i => $"http://a.test/{i * 7919}")));
        var pages = Parse(whole).Pages().ToArray();

        for (var length = whole.Length / 2; length < whole.Length - 10; length += 31)
        {
            var reply = Parse(whole[..length]);
            Assert.NotNull(reply.Note);
            Assert.Equal(pages.Take(reply.Links.Count), reply.Pages());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(500)]
    public void M04_GzipListCutShort_KeepsWholeLinesAndSaysSo(int missing)
    {
        var urls = Enumerable.Range(0, 2_000).Select(i => $"http://a.test/{i * 7919}").ToArray();
        var reply = Parse(Gzip(string.Join('\n', urls))[..^missing]);

        // The last line may be half a URL, so it does not count.
        Assert.InRange(reply.Links.Count, 1, 1_999);
        Assert.Equal(urls.Take(reply.Links.Count), reply.Pages());
        Assert.Matches("^The gzip data are (corrupt|cut off) after [0-9]+ inflated bytes.$", reply.Note);
    }

    [Fact]
    public void M04_GzipMembersBehindOneAnother_AreReadAsOne()
    {
        var reply = Parse([.. Gzip("http://a.test/1\nhttp://a.t"), .. Gzip("est/2\n")]);

        Assert.Equal(["http://a.test/1", "http://a.test/2"], reply.Pages());
        Assert.Null(reply.Note);
    }

    [Fact]
    public void M04_GzipWithAFlippedByte_NeverThrows()
    {
        var whole = Gzip(UrlSet(Enumerable.Range(0, 200).Select(i => $"http://a.test/{i * 7919}")));

        for (var at = 2; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x55;
            Assert.True(Reply(damaged) is ParseReply.Parsed or ParseReply.Refused { Reason: RefusalReason.NotADocument });
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE urlset [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>&x;</loc></url></urlset>")]
    [InlineData("<!DOCTYPE urlset SYSTEM \"http://127.0.0.66/canary.dtd\"><urlset><url><loc>http://a.test/1</loc></url></urlset>")]
    [InlineData("<!DOCTYPE urlset [<!ENTITY % p SYSTEM \"http://127.0.0.66/\"> %p;]><urlset/>")]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><urlset><url><loc>&c;</loc></url></urlset>")]
    [InlineData("<?xml version='1.0'?><!-- x --><!doctype urlset><urlset/>")]
    public void M03_DocumentTypeOfAnyKind_IsRefused(string text) =>
        Assert.Contains("document type declaration", Assert.IsType<ParseReply.Refused>(Reply(text)).Detail, StringComparison.Ordinal);

    [Fact]
    public void M03_DocumentTypeBehindTheBeginning_IsRefusedToo() =>
        Assert.IsType<ParseReply.Refused>(Reply($"<!--{new string('x', 5_000)}--><!DOCTYPE urlset [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>&x;</loc></url></urlset>"));

    [Fact]
    public void M03_XInclude_IsAnUnknownElement()
    {
        var reply = Parse("<urlset xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd' parse='text'/><url><loc>http://a.test/1</loc></url></urlset>");

        Assert.Equal(["http://a.test/1"], reply.Links.Select(link => link.Url));
    }

    [Fact]
    public void S16_MillionLevelsOfElements_StopAtTheDepthCap()
    {
        var reply = Parse($"<urlset><url><loc>http://a.test/1</loc></url>{string.Concat(Enumerable.Repeat("<a>", 1_000_000))}");

        Assert.Equal((1, "Its elements are nested deeper than 100."), (reply.Links.Count, reply.Note));
    }

    [Theory]
    [InlineData("<a b='", "x")]
    [InlineData("<a b='", "&#62;")]
    [InlineData("<", "a")]
    [InlineData("<!--", "x")]
    [InlineData("<?pi ", "x")]
    [InlineData("<a ", "b=\">\" ")]
    [InlineData("</", "a")]
    public void S16_EndlessTag_StopsBeforeItIsBuffered(string start, string more)
    {
        var text = $"<urlset><url><loc>http://a.test/1</loc></url>{start}{string.Concat(Enumerable.Repeat(more, 20_000_000 / more.Length))}";
        var body = Encoding.ASCII.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reply = Parse(body);

        Assert.Equal(["http://a.test/1"], reply.Pages());
        Assert.NotNull(reply.Note);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    [Theory]
    [InlineData("loc")]
    [InlineData("title")]
    public void S16_EndlessText_IsReadInPiecesAndReadingGoesOn(string element)
    {
        var text = $"<urlset><url><{element}>http://{new string('x', 20_000_000)}</{element}><loc>http://a.test/1</loc></url></urlset>";
        var body = Encoding.ASCII.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reply = Parse(body);

        Assert.Equal(["http://a.test/1"], reply.Pages());
        Assert.Null(reply.Note);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void S16_ManyDistinctBadUrls_AreCountedAndNotKept()
    {
        var body = Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(0, 300_000).Select(i => $"x{i}").Append("http://a.test/1")));

        var reply = Parse(body);

        Assert.Equal((1, 300_000), (reply.Links.Count, reply.LinksDropped));
    }
}
