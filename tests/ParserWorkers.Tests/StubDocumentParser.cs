using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Tests;

/// <summary>A parser that does what a test says.</summary>
internal sealed class StubDocumentParser(Func<ParseRequest, ParseReply> parse) : IDocumentParser
{
    public ParseReply Parse(ParseRequest request) => parse(request);

    public static ParseReply.Parsed Reply(ParseRequest request) => new() { DocumentId = request.DocumentId, Charset = "UTF-8" };
}
