using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Sinks;

/// <summary>Writes <c>pages.jsonl</c>: one line per finished URL, exact. Not thread-safe.</summary>
internal sealed class JsonLinesSink : IResultSink
{
    private readonly RecordFile _file;
    private readonly FieldColumns _fields;
    private readonly bool _savesLinks;
    private readonly JsonLine _line = new();

    internal JsonLinesSink(string location, RecordFile file, IReadOnlyList<FieldRule> fields, bool savesLinks)
    {
        Location = location;
        _file = file;
        _fields = new FieldColumns(fields);
        _savesLinks = savesLinks;
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>Opens or creates the file; a torn last line is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">The crawl's field rules; none writes no <c>fields</c>.</param>
    /// <param name="savesLinks">True writes the lists <c>links</c> and <c>images</c>.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static JsonLinesSink Open(string path, IReadOnlyList<FieldRule> fields, bool savesLinks) =>
        new(path, RecordFile.Open(path, RecordEnd.OfLines), fields, savesLinks);

    /// <inheritdoc/>
    public ValueTask WriteAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        var json = _line.Begin();
        json.WriteStartObject();
        WriteColumns(json, PageRecord.From(page));
        if (_savesLinks)
        {
            WriteUrls(json, "links"u8, page.Links);
            WriteUrls(json, "images"u8, page.Images);
        }

        if (_fields.Rules.Count > 0)
        {
            WriteFields(json, page.Parse);
        }

        json.WriteEndObject();
        return _file.AppendAsync(_line.End(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _file.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return _file.DisposeAsync();
    }

    private static void WriteColumns(Utf8JsonWriter json, PageRecord record)
    {
        json.WriteString("id"u8, record.Id);
        json.WriteString("url"u8, record.Url);
        json.WriteString("finalUrl"u8, record.FinalUrl);
        json.WriteString("kind"u8, record.Kind);
        json.WriteString("seed"u8, record.Seed);
        json.WriteString("via"u8, record.Via);
        json.WriteNumber("depth"u8, record.Depth);
        json.WriteNumber("attempt"u8, record.Attempt);
        json.WriteString("outcome"u8, record.Outcome);
        json.WriteString("reason"u8, record.Reason);
        WriteNumber(json, "status"u8, record.Status);
        json.WriteString("contentType"u8, record.ContentType);
        json.WriteString("charset"u8, record.Charset);
        WriteNumber(json, "bytes"u8, record.Bytes);
        json.WriteString("sha256"u8, record.Sha256);
        json.WriteString("fetchedAt"u8, record.FetchedAt);
        json.WriteNumber("fetchMs"u8, record.FetchMs);
        WriteNumber(json, "parseMs"u8, record.ParseMs);
        WriteWorker(json, record.Worker);
        json.WriteString("title"u8, record.Title);
        json.WriteString("lang"u8, record.Language);
        json.WriteString("description"u8, record.Description);
        json.WriteString("canonical"u8, record.Canonical);
        json.WriteString("robots"u8, record.Robots);
        WriteNumber(json, "linkCount"u8, record.LinkCount);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteWorker(Utf8JsonWriter json, WorkerIdentity? worker)
    {
        if (worker is null)
        {
            json.WriteNull("worker"u8);
            return;
        }

        json.WriteStartObject("worker"u8);
        json.WriteString("name"u8, worker.Name);
        json.WriteNumber("pid"u8, worker.ProcessId);
        json.WriteEndObject();
    }

    private static void WriteUrls(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<CrawlUrl> urls)
    {
        json.WriteStartArray(name);
        foreach (var url in urls)
        {
            json.WriteStringValue(url.Text);
        }

        json.WriteEndArray();
    }

    private void WriteFields(Utf8JsonWriter json, ParseOutcome parse)
    {
        json.WriteStartObject("fields"u8);
        foreach (var (rule, values) in _fields.Rules.Zip(_fields.ValuesOf(parse)))
        {
            if (!rule.IsList)
            {
                json.WriteString(rule.Name, values.Count > 0 ? values[0] : null);
                continue;
            }

            json.WriteStartArray(rule.Name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
