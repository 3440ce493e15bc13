using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>Reads documents of one kind. Not thread-safe: a child works on one document at a time.</summary>
internal interface IDocumentParser
{
    /// <summary>Parses one document.</summary>
    /// <param name="request">The document; its body is valid during the call only.</param>
    /// <returns>What the document says, or why it was refused; the loop fills in the elapsed time.</returns>
    ParseReply Parse(ParseRequest request);
}
