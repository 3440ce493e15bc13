using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>Stands for the kinds of documents that this build cannot read.</summary>
internal sealed class RefusingDocumentParser : IDocumentParser
{
    /// <inheritdoc/>
    public ParseReply Parse(ParseRequest request) => new ParseReply.Refused
    {
        DocumentId = request.DocumentId,
        Reason = RefusalReason.BadRequest,
        Detail = $"This worker reads no documents of kind {request.Kind}.",
    };
}
