using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Keeps in <c>visits.jsonl</c> what the next crawl needs to ask only for changes: of each URL that went well, is complete and
/// has a validator, its response and what the parser said. Not thread-safe.
/// </summary>
internal sealed class VisitSink : IResultSink
{
    private readonly string _reading;
    private readonly JsonLine _line = new();
    private readonly FrameWriter _frame = new();

    private VisitSink(RecordFile records, string reading)
    {
        Records = records;
        _reading = reading;
    }

    /// <inheritdoc/>
    public string Location => Records.Path;

    /// <inheritdoc/>
    public RecordFile Records { get; }

    /// <summary>Opens or creates the file; a torn last line is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reading">How pages are read: a digest of what the parser's answer depends on besides the page.</param>
    /// <param name="committed">What a crawl before this one has committed; null when nobody knows.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static VisitSink Open(string path, string reading, CommittedLengths? committed) =>
        new(RecordFile.Open(path, CommittedLengths.Limit(committed, path, RecordEnd.OfLines)), reading);

    /// <inheritdoc/>
    public void Write(PageOutcome page, CancellationToken cancellationToken)
    {
        if (StoredOf(page) is { } stored)
        {
            VisitJson.Write(_line.Begin(), page, _reading, stored, PayloadOf(page.Parse as ParseOutcome.Parsed));
            Records.Append(_line.End().Span, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        _frame.Dispose();
        return Records.DisposeAsync();
    }

    private static StoredResponse? StoredOf(PageOutcome page) => page switch
    {
        { Fetch: FetchOutcome.Unchanged unchanged } => unchanged.Stored,
        { Status: PageStatus.Ok, Fetch: FetchOutcome.Received { IsTruncated: false, Sha256: { } sha256 } received } when (received.ETag ?? received.LastModified) is not null => new StoredResponse
        {
            ETag = received.ETag,
            LastModified = received.LastModified,
            ContentType = received.ContentType,
            Length = received.Body.Length,
            Sha256 = sha256,
            Refresh = received.Refresh,
            RobotsTags = received.RobotsTags,
        },
        _ => null,
    };

    private ReadOnlyMemory<byte>? PayloadOf(ParseOutcome.Parsed? parsed)
    {
        if (parsed is null)
        {
            return null;
        }

        _frame.Clear();
        parsed.Reply.WriteTo(_frame);
        return _frame.Written[ParserProtocol.FrameHeaderLength..];
    }
}
