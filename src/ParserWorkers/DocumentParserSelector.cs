using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>Gives each document to the parser of its kind.</summary>
/// <param name="html">The parser of pages.</param>
/// <param name="sitemap">The parser of sitemaps and feeds.</param>
internal sealed class DocumentParserSelector(IDocumentParser html, IDocumentParser sitemap) : IDocumentParser
{
    /// <inheritdoc/>
    public ParseReply Parse(ParseRequest request) => request.Kind switch
    {
        DocumentKind.Html => html.Parse(request),
        DocumentKind.Sitemap => sitemap.Parse(request),
        _ => new ParseReply.Refused
        {
            DocumentId = request.DocumentId,
            Reason = RefusalReason.BadRequest,
            Detail = $"Document kind {(byte)request.Kind} is unknown to this worker.",
        },
    };
}
