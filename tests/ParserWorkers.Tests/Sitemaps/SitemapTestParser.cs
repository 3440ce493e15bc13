using System.IO.Compression;
using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Sitemaps;

namespace AsyncCrawler.ParserWorkers.Tests.Sitemaps;

/// <summary>Parses sitemaps in the test's own process.</summary>
internal static class SitemapTestParser
{
    public static ParseReply Reply(byte[] body, DocumentLimits? limits = null, string? contentType = null) =>
        new SitemapDocumentParser(limits ?? new DocumentLimits()).Parse(
            new ParseRequest { DocumentId = 7, Kind = DocumentKind.Sitemap, Url = "http://a.test/sitemap.xml", ContentType = contentType, Body = body });

    public static ParseReply Reply(string text) => Reply(Encoding.UTF8.GetBytes(text));

    public static ParseReply.Parsed Parse(string text, DocumentLimits? limits = null) =>
        Assert.IsType<ParseReply.Parsed>(Reply(Encoding.UTF8.GetBytes(text), limits));

    public static ParseReply.Parsed Parse(byte[] body, DocumentLimits? limits = null, string? contentType = null) =>
        Assert.IsType<ParseReply.Parsed>(Reply(body, limits, contentType));

    public static IEnumerable<string> Pages(this ParseReply.Parsed reply) =>
        reply.Links.Where(link => link.Source == LinkSource.SitemapPage).Select(link => link.Url);

    public static string UrlSet(IEnumerable<string> locations) =>
        $"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{string.Concat(locations.Select(location => $"<url><loc>{location}</loc></url>"))}</urlset>";

    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));
}
