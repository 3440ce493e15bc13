using AsyncCrawler.Contracts;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>Writes <c>pages.csv</c>: the columns of <c>pages.jsonl</c>, flat, with a header, safe to open in a spreadsheet. Not thread-safe.</summary>
internal sealed class CsvSink : IResultSink
{
    private static readonly string[] Columns =
    [
        "id", "url", "finalUrl", "kind", "seed", "via", "depth", "attempt", "outcome", "reason", "status", "contentType", "charset",
        "bytes", "truncated", "sha256", "fetchedAt", "fetchMs", "parseMs", "worker.name", "worker.pid", "title", "lang", "description", "canonical",
        "robots", "linkCount", "cut",
    ];

    private readonly FieldColumns _fields;
    private readonly CsvRecord _record = new();

    private CsvSink(RecordFile records, FieldColumns fields)
    {
        Records = records;
        _fields = fields;
    }

    /// <inheritdoc/>
    public string Location => Records.Path;

    /// <inheritdoc/>
    public RecordFile Records { get; }

    /// <summary>Opens or creates the file; a torn last record is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">The field rules of the crawl and of its sites: each name becomes a column <c>field.NAME</c>.</param>
    /// <param name="committed">What a crawl before this one has committed; null when nobody knows.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <exception cref="IOException">The file cannot be opened, or has other columns.</exception>
    public static async Task<CsvSink> OpenAsync(string path, IReadOnlyList<FieldRule> fields, CommittedLengths? committed, CancellationToken cancellationToken)
    {
        var sink = new CsvSink(RecordFile.Open(path, CommittedLengths.Limit(committed, path, RecordEnd.OfCsv)), new FieldColumns(fields));
        try
        {
            sink.EnsureHeader(cancellationToken);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(PageOutcome page, CancellationToken cancellationToken)
    {
        var record = PageRecord.From(page);
        var csv = _record.Begin()
            .Add(record.Id).Add(record.Url).Add(record.FinalUrl).Add(record.Kind).Add(record.Seed).Add(record.Via)
            .Add(record.Depth).Add(record.Attempt).Add(record.Outcome).Add(record.Reason).Add(record.Status)
            .Add(record.ContentType).Add(record.Charset).Add(record.Bytes).Add(record.IsTruncated ? "true" : "false").Add(record.Sha256)
            .Add(record.FetchedAt).Add(record.FetchMs).Add(record.ParseMs)
            .Add(record.Worker?.Name).Add(record.Worker?.ProcessId)
            .Add(record.Title).Add(record.Language).Add(record.Description).Add(record.Canonical).Add(record.Robots)
            .Add(record.LinkCount).Add(record.Cut);
        foreach (var (rule, values) in _fields.Rules.Zip(_fields.ValuesOf(page.Parse)))
        {
            csv.Add(rule.IsList ? string.Join('\n', values) : values.Count > 0 ? values[0] : null);
        }

        Records.Append(csv.End().Span, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Records.DisposeAsync();

    private void EnsureHeader(CancellationToken cancellationToken)
    {
        var csv = _record.Begin();
        foreach (var column in Columns.Concat(_fields.Rules.Select(rule => "field." + rule.Name)))
        {
            csv.Add(column);
        }

        var header = csv.End();
        if (Records.IsEmpty)
        {
            Records.Append(header.Span, cancellationToken);
        }
        else if (!Records.StartsWith(header.Span))
        {
            throw new IOException($"{Location} has other columns than this crawl: ask for the same fields as before, or move the file away.");
        }
    }
}
