using System.Collections.Concurrent;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>The children's parser without the children: what a crawler does that has no wall. Thread-safe: each parse has a parser to itself.</summary>
internal sealed class InProcessParser : IPageParser
{
    private readonly ConcurrentBag<HtmlDocumentParser> _idle = [];

    /// <inheritdoc/>
    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken)
    {
        if (page.Lease.Item.Kind != ResourceKind.Page || !page.IsSuccess)
        {
            return ValueTask.FromResult<ParseOutcome>(ParseOutcome.NotNeeded.Instance);
        }

        var begin = TimeProvider.System.GetTimestamp();
        var parser = _idle.TryTake(out var idle) ? idle : new HtmlDocumentParser(new DocumentLimits(), new FieldExtractor());
        var reply = parser.Parse(new ParseRequest
        {
            DocumentId = page.Lease.ItemId,
            Kind = DocumentKind.Html,
            Url = page.Lease.Item.Url.Text,
            ContentType = page.ContentType,
            Body = page.Body.Bytes,
        });
        _idle.Add(parser);
        return ValueTask.FromResult<ParseOutcome>(new ParseOutcome.Parsed
        {
            Reply = (ParseReply.Parsed)reply,
            Worker = null,
            Elapsed = TimeProvider.System.GetElapsedTime(begin),
        });
    }
}
