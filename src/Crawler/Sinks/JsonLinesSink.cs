using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>Writes <c>pages.jsonl</c>: one line per finished URL, exact. Not thread-safe.</summary>
internal sealed class JsonLinesSink : IResultSink
{
    private readonly PageRecordJson _record;
    private readonly JsonLine _line = new();

    internal JsonLinesSink(RecordFile records, RecordContents contents)
    {
        Records = records;
        _record = new PageRecordJson(contents);
    }

    /// <inheritdoc/>
    public string Location => Records.Path;

    /// <inheritdoc/>
    public RecordFile Records { get; }

    /// <summary>Opens or creates the file; a torn last line is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contents">What the records have besides their columns.</param>
    /// <param name="committed">What a crawl before this one has committed; null when nobody knows.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static JsonLinesSink Open(string path, RecordContents contents, CommittedLengths? committed = null) =>
        new(RecordFile.Open(path, CommittedLengths.Limit(committed, path, RecordEnd.OfLines)), contents);

    /// <inheritdoc/>
    public void Write(PageOutcome page, CancellationToken cancellationToken)
    {
        _record.Write(_line.Begin(), page);
        Records.Append(_line.End().Span, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return Records.DisposeAsync();
    }
}
