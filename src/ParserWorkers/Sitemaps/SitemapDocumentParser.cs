using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// Reads sitemaps, sitemap indexes, RSS and Atom feeds and lists of URLs (sitemaps.org), told apart by their content and
/// inflated when they are gzip. What was read before a fault is kept. Whether a URL is in scope is the parent's business.
/// </summary>
/// <param name="limits">The limits for every document; <see cref="DocumentLimits.MaxInputBytes"/> is that of pages and does not hold here.</param>
internal sealed class SitemapDocumentParser(DocumentLimits limits) : IDocumentParser
{
    // What the XML reader says of it speaks to programmers, and it is what most refused documents have: they are web pages.
    private const string DocumentTypeFault = "It has a document type declaration, as HTML pages have and sitemaps must not.";

    /// <inheritdoc/>
    public ParseReply Parse(ParseRequest request)
    {
        using var stream = new SitemapStream(request.Body);
        var charset = SitemapEncoding.Determine(stream.Beginning, ContentType.Parse(request.ContentType), out var encoding);
        using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false);
        var budget = new DocumentBudget(limits);
        var links = new SitemapLinks(budget);

        var (isSitemap, fault) = Read(text, stream, links);
        if (!isSitemap)
        {
            return new ParseReply.Refused
            {
                DocumentId = request.DocumentId,
                Reason = RefusalReason.NotADocument,
                Detail = $"No sitemap: {stream.Fault ?? (HasDocumentType(stream.Beginning) ? DocumentTypeFault : fault)}",
            };
        }

        if (stream.IsCut)
        {
            budget.NoteTruncation(DocumentTruncation.Input);
        }

        var note = links.IsFull ? $"The sitemap has more than {links.PageCount} URLs." : stream.Fault ?? fault;
        return new ParseReply.Parsed
        {
            DocumentId = request.DocumentId,
            Charset = charset,
            Links = links.Complete(),
            LinksDropped = links.Dropped,
            Truncation = budget.Truncation,
            Note = note,
        };
    }

    private static bool HasDocumentType(ReadOnlySpan<byte> beginning) =>
        Encoding.Latin1.GetString(beginning).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);

    private (bool IsSitemap, string? Fault) Read(StreamReader text, SitemapStream stream, SitemapLinks links)
    {
        switch (SkipBlanks(text))
        {
            case null:
                return (false, "The body is empty.");
            case '<':
                var elements = new SitemapElements(links, limits.MaxUrlLength);
                var fault = SitemapXml.Read(text, elements, links);
                return (elements.HasRoot, fault);
            default:
                SitemapLines.Read(text, stream, links, limits.MaxUrlLength);
                return links.PageCount > 0 ? (true, null) : (false, "No line is an absolute http or https URL.");
        }
    }

    /// <summary>Skips white space, which XML forbids before its declaration, and byte order marks.</summary>
    /// <returns>The first other character, not yet read; null at the end.</returns>
    private static char? SkipBlanks(StreamReader text)
    {
        while (text.Peek() is >= 0 and var next)
        {
            if (!char.IsWhiteSpace((char)next) && next != '\uFEFF')
            {
                return (char)next;
            }

            text.Read();
        }

        return null;
    }
}
