using System.Text;
using AsyncCrawler.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.ParserWorkers.Tests.Sitemaps;

public sealed class SitemapProperties
{
    private static readonly Gen<string> Piece = Gen.Elements(
        "<urlset>", "</urlset>", "<sitemapindex>", "<url>", "</url>", "<sitemap>", "</sitemap>", "<loc>", "</loc>", "<loc/>", "http://a.test/", "/x", "<rss>", "<item>", "</item>", "<link>", "</link>",
        "<guid>", "</guid>", "<feed>", "<entry>", "</entry>", "<link href='http://a.test/e'/>", "<image>", "</image>", "<![CDATA[", "]]>", "<!--", "-->", "<?pi ?>", "<?xml version='1.0'?>", "&amp;", "&x;",
        "&#0;", "&", " ", "\n", "\0", "\uFEFF", "\uFFFE", "é", "<x:y>", "</x:y>", "<a b='", "'>", "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'", "<!DOCTYPE");

    private static readonly Gen<byte[]> Body = Gen.OneOf(
        from pieces in Piece.ListOf() select Encoding.UTF8.GetBytes(string.Concat(pieces)),
        from pieces in Piece.ListOf() select Encoding.UTF8.GetBytes($"<urlset>{string.Concat(pieces)}"),
        from pieces in Piece.ListOf() select SitemapTestParser.Gzip($"<rss><item>{string.Concat(pieces)}"),
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf() select bytes,
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf() select (byte[])[0x1F, 0x8B, 8, 0, .. bytes]);

    [Fact]
    public void Parse_OfAnyBytes_AnswersAndReportsOnlyWebUrls() =>
        Prop.ForAll(
            Arb.From(Body),
            body =>
            {
                switch (SitemapTestParser.Reply(body))
                {
                    case ParseReply.Parsed parsed:
                        Assert.All(parsed.Links, link => Assert.StartsWith("http://a.test/", link.Url, StringComparison.Ordinal));
                        break;
                    case ParseReply.Refused refused:
                        Assert.Equal(RefusalReason.NotADocument, refused.Reason);
                        break;
                    default:
                        Assert.Fail("A reply of a third kind.");
                        break;
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Parse_OfAnyUrlsWrittenInAnyForm_FindsThemAll() =>
        Prop.ForAll(
            Arb.From(Gen.Choose(0, 1_000_000).ListOf()),
            Arb.From(Gen.Elements<Func<string, string>>(
                url => $"<url><loc>{url}</loc></url>",
                url => $"<url><lastmod>2024</lastmod><loc><![CDATA[{url}]]></loc></url>",
                url => $"<url><image><loc>{url}.png</loc></image><loc>\n\t{url}\n</loc></url>",
                url => $"<url><loc>{url.Replace("/", "&#x2F;", StringComparison.Ordinal)}</loc></url>")),
            (numbers, write) =>
            {
                var urls = numbers.Distinct().Select(number => $"http://a.test/{number}").ToArray();
                var reply = SitemapTestParser.Parse($"<urlset>{string.Concat(urls.Select(write))}</urlset>");

                Assert.Equal(urls, reply.Pages());
                Assert.Null(reply.Note);
            }).QuickCheckThrowOnFailure();
}
