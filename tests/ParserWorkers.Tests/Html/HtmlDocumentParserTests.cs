using System.Text;
using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class HtmlDocumentParserTests
{
    [Theory]
    [InlineData("<a href=b>", "Anchor http://a.test/dir/b")]
    [InlineData("<a href=''>", "Anchor http://a.test/dir/page.html")]
    [InlineData("<a href='#x'>", "Anchor http://a.test/dir/page.html")]
    [InlineData("<area href=//c.test>", "Area http://c.test/")]
    [InlineData("<iframe src=/f></iframe>", "InlineFrame http://a.test/f")]
    [InlineData("<frameset><frame src=/f></frameset>", "Frame http://a.test/f")]
    [InlineData("<form action=/f>", "Form http://a.test/f")]
    [InlineData("<form action=/f method=POST>", "")]
    [InlineData("<form action=/f method=dialog>", "")]
    [InlineData("<form action=/f method=bogus>", "Form http://a.test/f")]
    [InlineData("<form action=/f><form action=/g>", "Form http://a.test/f")]
    [InlineData("<meta http-equiv=Refresh content='0;url=/r'>", "ImmediateRefresh http://a.test/r")]
    [InlineData("<meta http-equiv=refresh content='3;url=/r'><meta http-equiv=refresh content='0;url=/s'>", "MetaRefresh http://a.test/r")]
    [InlineData("<link rel=next href=/n>", "Link http://a.test/n")]
    [InlineData("<link rel='alternate' hreflang=de href=/de>", "Alternate http://a.test/de")]
    [InlineData("<link rel='Alternate StyleSheet' href=/s>", "StyleSheet http://a.test/s")]
    [InlineData("<link rel='shortcut icon' href=/i>", "Icon http://a.test/i")]
    [InlineData("<link rel=preload as=image imagesrcset='/1 1x, /2 2x'>", "ImageCandidate http://a.test/1|ImageCandidate http://a.test/2")]
    [InlineData("<link rel=preload as=style href=/s>", "StyleSheet http://a.test/s")]
    [InlineData("<link rel=preconnect href=/p><link href=/q>", "")]
    [InlineData("<img src=/i srcset='/j 1x, /k 2x'>", "Image http://a.test/i|ImageCandidate http://a.test/j|ImageCandidate http://a.test/k")]
    [InlineData("<img src=''>", "")]
    [InlineData("<image src=/i>", "Image http://a.test/i")]
    [InlineData("<picture><source srcset='/s 1x'><img src=/i></picture>", "PictureSource http://a.test/s|Image http://a.test/i")]
    [InlineData("<input type=IMAGE src=/i><input src=/j>", "InputImage http://a.test/i")]
    [InlineData("<video poster=/p src=/v><source src=/w><track src=/t></video><audio src=/x>", "Poster http://a.test/p|Media http://a.test/v|Media http://a.test/w|Media http://a.test/t|Media http://a.test/x")]
    [InlineData("<script src=/s></script>", "Script http://a.test/s")]
    [InlineData("<object data=/o></object><embed src=/e>", "EmbeddedObject http://a.test/o|EmbeddedObject http://a.test/e")]
    [InlineData("<noscript><a href=/n></noscript>", "Anchor http://a.test/n")]
    [InlineData("<template><a href=/n></template><!-- <a href=/m> -->", "")]
    [InlineData("<script>'<a href=/n>'</script><style><a href=/m></style><textarea><a href=/o></textarea>", "")]
    [InlineData("<svg><a href=/n xlink:href=/m><image href=/i></a></svg><a href=/o>", "Anchor http://a.test/o")]
    [InlineData("<a href=mailto:x@y.test><a href=javascript:void(0)><a href=data:,x><a href=ftp://f.test/><a href=http://%>", "")]
    [InlineData("<iframe src=/f srcdoc='<a href=n>x</a><img src=/i>'></iframe><a href=m>", "Anchor http://a.test/dir/m|InlineDocument http://a.test/dir/n|Image http://a.test/i")]
    [InlineData("<base href=/b/><iframe srcdoc='<area href=n>'></iframe>", "InlineDocument http://a.test/b/n")]
    [InlineData("<iframe srcdoc='<a href=n><base href=/c/>'></iframe>", "InlineDocument http://a.test/c/n")]
    [InlineData("<iframe srcdoc=\"<iframe srcdoc='<a href=n>'></iframe><a href=m>\"></iframe>", "InlineDocument http://a.test/dir/m|InlineDocument http://a.test/dir/n")]
    [InlineData("<iframe srcdoc='<meta http-equiv=refresh content=0;url=/r>'></iframe>", "InlineFrame http://a.test/r")]
    [InlineData("<iframe srcdoc='&lt;template>&lt;a href=n>&lt;/template>'></iframe><iframe srcdoc=''></iframe>", "")]
    public void H13_Parse_OfEachSource_ReportsIt(string html, string expected) =>
        Assert.Equal(expected, string.Join('|', HtmlTestParser.Parse(html).Links.Select(link => $"{link.Source} {link.Url}")));

    [Fact]
    public void Standard_CdataBehindAnEmptySvg_IsReadFromTokensAsTheStandardSays()
    {
        var body = Encoding.UTF8.GetBytes("<svg/><![CDATA[><a href=/1>]]>");

        // §13.2.5.42: outside of SVG it is a comment, which the first greater-than sign ends.
        Assert.Equal(["http://a.test/1"], LinksOf(isTreeForced: false));

        // AngleSharp 1.10.3 reads a section. Once it does not, this and the exception in TokensAgainstTreeTests can go.
        Assert.Empty(LinksOf(isTreeForced: true));

        IEnumerable<string> LinksOf(bool isTreeForced) =>
            Assert.IsType<ParseReply.Parsed>(HtmlTestParser.Parse(body, "text/html", isTreeForced)).Links.Select(link => link.Url);
    }

    [Fact]
    public void H13_Parse_OfInlineDocuments_SaysWhenThereWereTooManyOrTooDeep()
    {
        var many = string.Concat(Enumerable.Range(0, 65).Select(i => $"<iframe srcdoc='<a href={i}>'></iframe>"));

        Assert.Equal((64, DocumentTruncation.Links), (HtmlTestParser.Parse(many).Links.Count, HtmlTestParser.Parse(many).Truncation));
        Assert.Equal(DocumentTruncation.Links, HtmlTestParser.Parse(Nested(5)).Truncation);
        Assert.Equal(DocumentTruncation.None, HtmlTestParser.Parse(Nested(4)).Truncation);

        static string Nested(int levels) => levels == 0 ? "x" : $"<iframe srcdoc=\"{System.Net.WebUtility.HtmlEncode(Nested(levels - 1))}\"></iframe>";
    }

    [Theory]
    [InlineData("<base href=/b/><a href=c>", "http://a.test/b/", "http://a.test/b/c")]
    [InlineData("<a href=c><base href=/b/>", "http://a.test/b/", "http://a.test/b/c")]
    [InlineData("<base href=//o.test><base href=/b/><a href=c>", "http://o.test/", "http://o.test/c")]
    [InlineData("<base target=x><base href=/b/><a href=c>", "http://a.test/b/", "http://a.test/b/c")]
    [InlineData("<base href='javascript:1'><base href=/b/><a href=c>", null, "http://a.test/dir/c")]
    [InlineData("<base href=data:,x><a href=c>", null, "http://a.test/dir/c")]
    [InlineData("<base href=''><a href=c>", null, "http://a.test/dir/c")]
    [InlineData("<base href='http://%'><a href=c>", null, "http://a.test/dir/c")]
    [InlineData("<template><base href=/b/></template><a href=c>", null, "http://a.test/dir/c")]
    public void H09_Parse_OfABase_ResolvesAgainstIt(string html, string? baseUrl, string link)
    {
        var reply = HtmlTestParser.Parse(html);

        Assert.Equal((baseUrl, link), (reply.BaseUrl, Assert.Single(reply.Links).Url));
    }

    [Fact]
    public void Parse_OfOneUrlInThreeCategories_ReportsItOncePerCategory()
    {
        var reply = HtmlTestParser.Parse("<a href=/x><a href='/x#y'><area href=/x><img src=/x><img src=/x><iframe src=/x></iframe><script src=/x></script>");

        Assert.Equal([LinkSource.Anchor, LinkSource.Image, LinkSource.InlineFrame], reply.Links.Select(link => link.Source));
    }

    [Fact]
    public void Parse_OfALinkThatMayBeFollowedOnce_KeepsOnlyWhatBothSay()
    {
        var reply = HtmlTestParser.Parse("<a href=/x rel='NoFollow ugc'><a href=/x rel='ugc sponsored'><a href=/y rel=sponsored>");

        Assert.Equal([LinkRelations.UserGenerated, LinkRelations.Sponsored], reply.Links.Select(link => link.Relations));
    }

    [Fact]
    public void Parse_OfATagOfManyAttributes_FindsTheFirstOfAName()
    {
        for (var others = 0; others < 20; others++)
        {
            var tag = $"<a {string.Concat(Enumerable.Range(0, others).Select(static number => $"b{number}='href=/no' "))}HREF=/yes x=1 href=/no rel=ugc>";

            Assert.Equal([new ParsedLink("http://a.test/yes", LinkSource.Anchor, LinkRelations.UserGenerated)], HtmlTestParser.Parse(tag).Links);
        }
    }

    [Theory]
    [InlineData("<title> a \n\t b </title><title>c</title>", "a b")]
    [InlineData("<svg><title>s</title></svg><title>h</title>", "h")]
    [InlineData("<title></title>", "")]
    [InlineData("<title>a<b>&amp;</title>", "a<b>&")]
    [InlineData("<title>open", "open")]
    [InlineData("<p>none", null)]
    public void Parse_OfATitle_CollapsesTheFirst(string html, string? title) => Assert.Equal(title, HtmlTestParser.Parse(html).Title);

    [Fact]
    public void H12_Parse_OfRobotsDirectives_JoinsThemAllInOrder()
    {
        var reply = HtmlTestParser.Parse("<meta name=ROBOTS content='noindex'><meta name=other content=x><meta name=AsyncCrawler content='nofollow, none'><meta name=robots>");

        Assert.Equal("noindex, nofollow, none", reply.Robots);
    }

    [Theory]
    [InlineData("<link rel=canonical href='/c#f'>", "http://a.test/c")]
    [InlineData("<link rel='x CANONICAL' href=//o.test/c><link rel=canonical href=/d>", "http://o.test/c")]
    [InlineData("<link rel=canonical href=mailto:x>", null)]
    [InlineData("<link rel=canonical>", null)]
    public void H14_Parse_OfACanonicalLink_ResolvesTheFirst(string html, string? canonical) => Assert.Equal(canonical, HtmlTestParser.Parse(html).Canonical);

    [Fact]
    public void Parse_OfAPage_ReportsLanguageAndDescription()
    {
        var reply = HtmlTestParser.Parse("<html><p><html lang=de><html lang=en><meta name=description content=' a  b '><meta name=description content=c>");

        Assert.Equal(("de", "a b"), (reply.Language, reply.Description));
    }

    [Fact]
    public void Standard_Parse_OfAQuery_EncodesItInTheDocumentsEncoding()
    {
        var body = Encoding.Latin1.GetBytes("<a href='/?q=\u00FC'>");

        var reply = Assert.IsType<ParseReply.Parsed>(HtmlTestParser.Parse(body, "text/html; charset=iso-8859-1", isTreeForced: false));

        Assert.Equal(("windows-1252", "http://a.test/?q=%FC"), (reply.Charset, Assert.Single(reply.Links).Url));
    }

    [Fact]
    public void H04_Parse_OfMoreLinksThanAllowed_CountsTheRest()
    {
        var html = string.Concat(Enumerable.Range(0, 30).Select(number => $"<a href=/{number % 25}>"));

        var reply = HtmlTestParser.Parse(html, new DocumentLimits { MaxLinks = 20 });

        Assert.Equal((20, 5, DocumentTruncation.Links), (reply.Links.Count, reply.LinksDropped, reply.Truncation));
    }

    [Theory]
    [InlineData(101, 0, 1)]
    [InlineData(100, 1, 0)]
    public void H05_Parse_OfALongUrl_DropsItAndSaysSo(int length, int links, int dropped)
    {
        var url = "http://a.test/".PadRight(length, 'x');

        var reply = HtmlTestParser.Parse($"<a href={url}><img src=data:,{url}>", new DocumentLimits { MaxUrlLength = 100 });

        Assert.Equal((links, dropped), (reply.Links.Count, reply.LinksDropped));
    }

    [Fact]
    public void H05_Parse_OfALongTitle_CutsItBetweenCharacters()
    {
        var reply = HtmlTestParser.Parse("<title>ab😀</title>", new DocumentLimits { MaxTextLength = 3 });

        Assert.Equal(("ab", DocumentTruncation.Text), (reply.Title, reply.Truncation));
    }

    [Fact]
    public void Parse_OfABodyOverTheCap_ReadsItsBeginning()
    {
        var reply = HtmlTestParser.Parse("<a href=/x>" + new string(' ', 100) + "<a href=/y>", new DocumentLimits { MaxInputBytes = 64 });

        Assert.Equal((1, DocumentTruncation.Input), (reply.Links.Count, reply.Truncation));
    }

    [Theory]
    [InlineData("not a url", "text/html", RefusalReason.BadRequest)]
    [InlineData("http://a.test/", "image/png", RefusalReason.NotADocument)]
    public void Parse_OfWhatCannotBeRead_IsRefused(string url, string contentType, RefusalReason reason) =>
        Assert.Equal(reason, Assert.IsType<ParseReply.Refused>(HtmlTestParser.Parse("<p>"u8.ToArray(), contentType, isTreeForced: false, url)).Reason);

    [Fact]
    public void H03_Parse_OfPagesThatOnceHung_Ends()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("parser-hang/cases.json")));
        foreach (var test in cases.RootElement.EnumerateArray())
        {
            var reply = HtmlTestParser.Parse(test.GetProperty("html").GetString() ?? string.Empty);
            Assert.Empty(reply.Links);
        }
    }

    [Theory]
    [InlineData("<a href=/x>x</a>")]
    [InlineData("<div>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<svg>")]
    [InlineData("<b a=1>")]
    [InlineData("&amp;")]
    [InlineData("<")]
    [InlineData("<!--")]
    public void S11_Parse_OfRepeatedMarkup_AllocatesInProportion(string unit)
    {
        var small = Allocated(unit, 4_000);
        var large = Allocated(unit, 16_000);

        // Four times the input; a quadratic cost would be sixteen times.
        Assert.True(large < (small * 6) + 1_000_000, $"{small} bytes became {large}.");
    }

    private static long Allocated(string unit, int count)
    {
        var body = Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, unit, count).ToString());
        HtmlTestParser.Parse(body, "text/html", isTreeForced: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        HtmlTestParser.Parse(body, "text/html", isTreeForced: false);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
