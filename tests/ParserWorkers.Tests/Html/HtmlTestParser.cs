using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>Parses pages in the test's own process.</summary>
internal static class HtmlTestParser
{
    public const string Url = "http://a.test/dir/page.html";

    public static ParseReply.Parsed Parse(string html, DocumentLimits? limits = null) =>
        Assert.IsType<ParseReply.Parsed>(Parse(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", limits: limits));

    public static ParseReply Parse(byte[] body, string? contentType, string url = Url, DocumentLimits? limits = null) =>
        new HtmlDocumentParser(limits ?? new DocumentLimits(), new RefusingFieldExtractor()).Parse(Request(body, contentType, url));

    public static ParseRequest Request(byte[] body, string? contentType, string url) =>
        new() { DocumentId = 7, Kind = DocumentKind.Html, Url = url, ContentType = contentType, Body = body };
}
