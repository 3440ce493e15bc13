using System.Text;
using AsyncCrawler.Contracts;
using static AsyncCrawler.ParserWorkers.Tests.Sitemaps.SitemapTestParser;

namespace AsyncCrawler.ParserWorkers.Tests.Sitemaps;

public sealed class SitemapDocumentParserTests
{
    [Fact]
    public void Parse_OfAUrlSet_GivesEachPageOnceInOrder()
    {
        var reply = Parse(UrlSet(["http://a.test/2", "http://a.test/1#x", "http://A.test/2", "http://a.test/1"]));

        Assert.Equal(["http://a.test/2", "http://a.test/1"], reply.Pages());
        Assert.Equal((7, "UTF-8", 0, DocumentTruncation.None, null, false), (reply.DocumentId, reply.Charset, reply.LinksDropped, reply.Truncation, reply.Note, reply.IsTreeBuilt));
    }

    [Fact]
    public void Parse_OfAnIndex_GivesChildren() => Assert.Equal(
        [new ParsedLink("http://a.test/1.xml.gz", LinkSource.SitemapChild, LinkRelations.None, new SitemapHint("2024", null))],
        Parse("<sitemapindex><sitemap><loc>http://a.test/1.xml.gz</loc><lastmod>2024</lastmod></sitemap></sitemapindex>").Links);

    [Theory]
    [InlineData("<loc>http://a.test/1</loc><lastmod> 2024-05-06T07:08Z </lastmod><priority>0.8</priority>", "2024-05-06T07:08Z", 80)]
    [InlineData("<priority>1</priority><changefreq>daily</changefreq><loc>http://a.test/1</loc>", null, 100)]
    [InlineData("<lastmod>yesterday</lastmod><loc>http://a.test/1</loc>", "yesterday", null)]
    [InlineData("<loc>http://a.test/1</loc><priority>7</priority><lastmod></lastmod>", null, null)]
    [InlineData("<loc>http://a.test/1</loc><priority>-1</priority>", null, null)]
    [InlineData("<loc>http://a.test/1</loc><priority>NaN</priority>", null, null)]
    [InlineData("<loc>http://a.test/1</loc><lastmod>0123456789012345678901234567890123456789x</lastmod>", null, null)]
    public void Parse_OfHints_KeepsThemBesideTheirPage(string entry, string? lastModified, int? percent)
    {
        var hint = Assert.Single(Parse($"<urlset><url>{entry}</url></urlset>").Links).Hint;

        Assert.Equal((lastModified, percent), (hint?.LastModified, hint?.PriorityPercent));
    }

    [Fact]
    public void Parse_OfHintsForWhatIsNotKept_GivesThemToNoOther()
    {
        var reply = Parse("<urlset><url><loc>http://a.test/1</loc></url><url><loc>mailto:x</loc><priority>1</priority></url><url><loc>http://a.test/1</loc><priority>0.1</priority></url><url><priority>0.2</priority></url></urlset>");

        Assert.Null(Assert.Single(reply.Links).Hint);
    }

    [Fact]
    public void Parse_OfExtensions_GivesPagesFirstAndThenTheirExtras()
    {
        var reply = Parse("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"
                    xmlns:v="http://www.google.com/schemas/sitemap-video/1.1" xmlns:x="http://www.w3.org/1999/xhtml">
            <url><loc>http://a.test/1</loc><x:link rel="alternate" hreflang="de" href="http://a.test/de"/><x:link rel="amphtml" href="http://a.test/amp"/>
              <i:image><i:loc>http://a.test/1.png</i:loc><i:title>t</i:title><i:license>http://a.test/license</i:license></i:image></url>
            <url><loc>http://a.test/2</loc><v:video><v:thumbnail_loc>http://a.test/2.png</v:thumbnail_loc><v:content_loc>http://a.test/2.mp4</v:content_loc></v:video></url>
            </urlset>
            """);

        Assert.Equal(
            [
                (LinkSource.SitemapPage, "http://a.test/1"), (LinkSource.SitemapPage, "http://a.test/2"), (LinkSource.Alternate, "http://a.test/de"),
                (LinkSource.Image, "http://a.test/1.png"), (LinkSource.Image, "http://a.test/2.png"), (LinkSource.Media, "http://a.test/2.mp4"),
            ],
            reply.Links.Select(link => (link.Source, link.Url)));
    }

    [Fact]
    public void Parse_WithMoreUrlsThanFit_PrefersPagesToExtras()
    {
        var text = "<urlset><url><image><loc>http://a.test/i1</loc></image><image><loc>http://a.test/i2</loc></image><loc>http://a.test/1</loc></url><url><loc>http://a.test/2</loc></url></urlset>";
        var reply = Parse(text, new DocumentLimits { MaxLinks = 3 });

        Assert.Equal(["http://a.test/1", "http://a.test/2", "http://a.test/i1"], reply.Links.Select(link => link.Url));
        Assert.Equal((1, DocumentTruncation.Links), (reply.LinksDropped, reply.Truncation));
    }

    [Theory]
    [InlineData("<rss><channel><link>http://a.test/</link><item><guid>http://a.test/g</guid><link>http://a.test/1</link></item></channel></rss>", "http://a.test/1")]
    [InlineData("<rss><channel><item><link>http://a.test/1</link><guid>http://a.test/g</guid></item></channel></rss>", "http://a.test/1")]
    [InlineData("<rss><channel><item><guid>http://a.test/g</guid></item><item><guid>tag:x,1:2</guid></item><item><guid>17</guid></item></channel></rss>", "http://a.test/g")]
    [InlineData("<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><item><atom:link href='http://a.test/self' rel='self'/><link>http://a.test/1</link></item></channel></rss>", "http://a.test/1")]
    [InlineData("<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/'><item><link>http://a.test/1</link></item></rdf:RDF>", "http://a.test/1")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><link href='http://a.test/'/><entry><link href='http://a.test/1'/><link rel='edit' href='http://a.test/e'/><content><p>x</p></content></entry></feed>", "http://a.test/1")]
    [InlineData("<feed><entry><link rel='alternate' type='text/html' href=' http://a.test/1 '/></entry></feed>", "http://a.test/1")]
    public void M04_Feed_GivesTheLinkOfEachItem(string feed, string expected)
    {
        var reply = Parse(feed);

        Assert.Equal([expected], reply.Links.Select(link => link.Url));
        Assert.Equal((LinkSource.SitemapPage, 0), (reply.Links[0].Source, reply.LinksDropped));
    }

    [Theory]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></url></urlset>")]
    [InlineData("<urlset xmlns='http://www.google.com/schemas/sitemap/0.84'><url><loc>http://a.test/1</loc></url></urlset>")]
    [InlineData("<s:urlset xmlns:s='https://x'><s:url><s:loc>http://a.test/1</s:loc></s:url></s:urlset>")]
    [InlineData("<s:urlset><s:url><s:loc>http://a.test/1</s:loc></s:url></s:urlset>")]
    [InlineData("\uFEFF\uFEFF\n  <?xml version='1.0' encoding='utf-16'?><urlset><url><loc>http://a.test/1</loc></url></urlset>")]
    [InlineData("<?xml version='1.0' encoding='nonsense'?>\n<!-- <loc>http://a.test/0</loc> --><urlset><?pi x?><url><loc>\n http://a.test/1\t</loc></url></urlset>")]
    [InlineData("<urlset><url><loc><![CDATA[ http://a.test/1 ]]></loc></url></urlset>")]
    [InlineData("<urlset><url><loc>http://a<!-- x -->.test/<![CDATA[1]]></loc></url></urlset>")]
    [InlineData("<urlset><url><priority>1</priority><lastmod>2024-01-01</lastmod><loc>http://a.test/1</loc><title>\u0001</title></url></urlset>")]
    [InlineData("http://a.test/1")]
    [InlineData("\n\n   http://a.test/1  \r\n\r\n\t\r\n")]
    public void M04_OddButReadableSitemap_GivesItsUrl(string text)
    {
        var reply = Parse(text);

        Assert.Equal(["http://a.test/1"], reply.Pages());
        Assert.Null(reply.Note);
    }

    [Fact]
    public void M04_LeadingBlanksBeyondEveryBuffer_AreSkipped() =>
        Assert.Equal(["http://a.test/1"], Parse(new string(' ', 100_000) + "<?xml version='1.0'?>" + UrlSet(["http://a.test/1"])).Pages());

    [Theory]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></url><url><loc>http://a.te")]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></url>")]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></sitemap></urlset>")]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></url><url><loc>http://a.test/?a&b</loc></url></urlset>")]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></url></urlset><urlset/>")]
    [InlineData("<urlset><url><loc>http://a.test/1</loc></url>&undefined;</urlset>")]
    [InlineData("<rss><channel><item><link>http://a.test/1</link><title>")]
    public void M04_BrokenSitemap_GivesTheUrlsBeforeTheBreakAndTheReason(string text)
    {
        var reply = Parse(text);

        Assert.Equal(["http://a.test/1"], reply.Pages());
        Assert.Contains("Line 1", reply.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><a href=http://a.test/>", "No sitemap: It has a document type declaration, as HTML pages have and sitemaps must not.")]
    [InlineData("<html><body>Not found</body></html>", "No sitemap: Its root element is html.")]
    [InlineData("Not found", "No sitemap: No line is an absolute http or https URL.")]
    [InlineData("", "No sitemap: The body is empty.")]
    [InlineData(" \n ", "No sitemap: The body is empty.")]
    [InlineData("/relative\nftp://a.test/", "No sitemap: No line is an absolute http or https URL.")]
    public void M04_WhatIsNoSitemap_IsRefusedWithTheReason(string text, string detail)
    {
        var refused = Assert.IsType<ParseReply.Refused>(Reply(text));

        Assert.Equal((7, RefusalReason.NotADocument, detail), (refused.DocumentId, refused.Reason, refused.Detail));
    }

    [Fact]
    public void M05_LocationsThatAreNoAbsoluteWebUrls_AreIgnoredAndCounted()
    {
        string[] locations = ["/relative", "//a.test/x", "javascript:alert(1)", "mailto:a@b.c", "file:///etc/passwd", "http://", "", "http://b.test/other host", "HTTP://c.test/a&amp;b&#x3d;c&#xA;d"];
        var reply = Parse(UrlSet(locations));

        Assert.Equal(["http://b.test/other%20host", "http://c.test/a&b=cd"], reply.Pages());
        Assert.Equal((6, DocumentTruncation.None), (reply.LinksDropped, reply.Truncation));
    }

    [Fact]
    public void M05_OverlongLocation_IsDroppedAndSaidSo()
    {
        var limits = new DocumentLimits { MaxUrlLength = 3_000 };
        var fits = "http://a.test/" + new string('x', 3_000 - 14);
        var growsWhenEncoded = "http://a.test/" + new string('é', 2_000);
        var reply = Parse(UrlSet([fits, fits + "y", growsWhenEncoded, "http://a.test/" + new string(' ', 5_000)]), limits);

        Assert.Equal([fits, "http://a.test/"], reply.Pages());
        Assert.Equal((2, DocumentTruncation.Links), (reply.LinksDropped, reply.Truncation));
        Assert.Equal([fits], Parse($"{fits}\n{fits}y\n", limits).Pages());
    }

    [Theory]
    [InlineData("windows-1252", "é", "%C3%A9", "windows-1252")]
    [InlineData("koi8-r", "ж", "%D0%B6", "KOI8-R")]
    [InlineData("utf-8", "ж", "%D0%B6", "UTF-8")]
    public void Parse_OfADeclaredEncoding_DecodesByIt(string label, string letter, string encoded, string name)
    {
        var encoding = label == "utf-8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.Latin1;
        var body = UrlSet([$"http://a.test/{letter}"]);
        var expected = $"http://a.test/{encoded}";

        var declared = Parse(encoding.GetBytes($"<?xml version=\"1.0\" encoding = '{label}' standalone='yes'?>{body}"));
        Assert.Equal([expected], declared.Pages());
        Assert.Equal(name, declared.Charset);
        Assert.Equal([expected], Parse(encoding.GetBytes(body), contentType: $"text/xml; charset={label}").Pages());
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Parse_OfUtf16_IsRecognisedByItsFirstBytes(string name, bool isMarked)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] mark = isMarked ? encoding.GetPreamble() : [];

        Assert.Equal(["http://a.test/%D0%B6"], Parse([.. mark, .. encoding.GetBytes(UrlSet(["http://a.test/ж"]))]).Pages());
    }
}
