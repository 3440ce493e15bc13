using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>Writes <c>pages.jsonl</c>: one line per finished URL, exact. Not thread-safe.</summary>
internal sealed class JsonLinesSink : IRecordSink
{
    private readonly RecordFile _file;
    private readonly PageRecordJson _record;
    private readonly JsonLine _line = new();

    internal JsonLinesSink(string location, RecordFile file, RecordContents contents)
    {
        Location = location;
        _file = file;
        _record = new PageRecordJson(contents);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>Opens or creates the file; a torn last line is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="contents">What the records have besides their columns.</param>
    /// <param name="committed">What a crawl before this one has committed; null when nobody knows.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static JsonLinesSink Open(string path, RecordContents contents, CommittedLengths? committed = null) =>
        new(path, RecordFile.Open(path, CommittedLengths.Limit(committed, path, RecordEnd.OfLines)), contents);

    /// <inheritdoc/>
    public ValueTask WriteAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        _record.Write(_line.Begin(), page);
        _file.Append(_line.End().Span, cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _file.Flush(cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void NoteLength(IDictionary<string, string> notes) => CommittedLengths.Write(notes, Location, _file.Length);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return _file.DisposeAsync();
    }
}
