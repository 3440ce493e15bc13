using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>Parses pages in the test's own process, by tokens where that is enough and by the tree, and holds the two together.</summary>
internal static class HtmlTestParser
{
    public const string Url = "http://a.test/dir/page.html";

    public static ParseReply.Parsed Parse(string html, DocumentLimits? limits = null)
    {
        var body = Encoding.UTF8.GetBytes(html);
        var (quick, tree) = ParseBothWays(body, "text/html; charset=utf-8", Url, limits);
        Assert.Null(FindDifference(quick, tree));
        return Assert.IsType<ParseReply.Parsed>(quick);
    }

    public static ParseReply Parse(byte[] body, string? contentType, bool isTreeForced, string url = Url, DocumentLimits? limits = null) =>
        new HtmlDocumentParser(limits ?? new DocumentLimits(), new FieldExtractor(), isTreeForced).Parse(Request(body, contentType, url));

    public static (ParseReply Quick, ParseReply Tree) ParseBothWays(byte[] body, string? contentType, string url = Url, DocumentLimits? limits = null) =>
        (Parse(body, contentType, isTreeForced: false, url, limits), Parse(body, contentType, isTreeForced: true, url, limits));

    public static ParseRequest Request(byte[] body, string? contentType, string url = Url) =>
        new() { DocumentId = 7, Kind = DocumentKind.Html, Url = url, ContentType = contentType, Body = body };

    /// <summary>Everything must be equal but how it was found.</summary>
    public static string? FindDifference(ParseReply quick, ParseReply tree)
    {
        if (quick is not ParseReply.Parsed first || tree is not ParseReply.Parsed second)
        {
            return quick == tree ? null : $"{quick} against {tree}";
        }

        var (shorter, longer) = (first with { IsTreeBuilt = true, Links = [], Fields = [] }, second with { Links = [], Fields = [] });
        if (shorter != longer)
        {
            return $"{shorter} against {longer}";
        }

        return first.Links.SequenceEqual(second.Links) ? null : $"[{string.Join(", ", first.Links)}] against [{string.Join(", ", second.Links)}]";
    }
}
