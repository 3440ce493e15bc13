using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>Reads the contents of pages in the test's own process.</summary>
internal static class ContentTestParser
{
    public static ParseReply.Parsed Parse(string html, PageTextForm form, bool wantsData = false, DocumentLimits? limits = null) =>
        Parse(Encoding.UTF8.GetBytes(html), form, wantsData, limits);

    public static ParseReply.Parsed Parse(byte[] body, PageTextForm form, bool wantsData = false, DocumentLimits? limits = null)
    {
        var request = HtmlTestParser.Request(body, "text/html") with { TextForm = form, WantsStructuredData = wantsData };
        return Assert.IsType<ParseReply.Parsed>(new HtmlDocumentParser(limits ?? new DocumentLimits(), new FieldExtractor()).Parse(request));
    }

    public static string Plain(string html) => Assert.IsType<string>(Parse(html, PageTextForm.Plain).PageText);

    public static string Markdown(string html) => Assert.IsType<string>(Parse(html, PageTextForm.Markdown).PageText);
}
