using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Host.Diagnostics;

namespace AsyncCrawler.Host.Records;

/// <summary>
/// Pages through record files. A cursor is the offset of a line, so the last page costs no more than the first. A line that a
/// broken disk or a foreign hand has damaged is left out: docs/crawl-directory.md. Thread-safe.
/// </summary>
internal sealed partial class RecordReader(ILogger<RecordReader> logger)
{
    // What one answer may read, and hold: a filter that matches nothing must not read a file of gigabytes in one request.
    private const long MaxScan = 64 * 1024 * 1024;
    private const long MaxAnswer = 4 * 1024 * 1024;

    // JSON-LD of pages is up to 64 levels deep, inside the record.
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 128 };

    // Files of which a damaged line was told: a dashboard reads them again and again.
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>Reads a cursor that a caller brought back.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryParseCursor(string? text, out long offset)
    {
        offset = 0;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset) && offset >= 0);
    }

    /// <summary>Reads records.</summary>
    /// <param name="path">The file; one that is absent is empty.</param>
    /// <param name="offset">Where the first line begins.</param>
    /// <param name="limit">Most records to give; there may be fewer, and more to come.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RecordPage> ReadAsync(string path, long offset, int limit, RecordFilter filter, CancellationToken cancellationToken)
    {
        List<JsonElement> items = [];
        var (end, held, skipped) = (offset, 0L, 0);
        var isCut = false;
        await foreach (var line in RecordLines.ReadAsync(path, offset, cancellationToken))
        {
            if (items.Count == limit || held >= MaxAnswer || end - offset >= MaxScan)
            {
                isCut = true;
                break;
            }

            end = line.End;
            using var record = Parse(path, line);
            if (record is null)
            {
                skipped++;
            }
            else if (filter.IsEmpty || filter.Matches(record.RootElement))
            {
                items.Add(record.RootElement.Clone());
                held += line.Json.Length;
            }
        }

        return new RecordPage(items, isCut ? end.ToString(CultureInfo.InvariantCulture) : null, skipped);
    }

    /// <summary>The record of an id; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">32 hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<JsonElement?> FindAsync(string path, string id, CancellationToken cancellationToken)
    {
        // The id is the first key of every record, so the others need not be read as JSON.
        var begin = System.Text.Encoding.ASCII.GetBytes($"{{\"id\":\"{id}\"");
        await foreach (var line in RecordLines.ReadAsync(path, 0, cancellationToken))
        {
            using var record = line.Json.Span.StartsWith(begin) ? Parse(path, line) : null;
            if (record is not null)
            {
                return record.RootElement.Clone();
            }
        }

        return null;
    }

    /// <summary>Reads a line as a record: a JSON object with an <c>id</c> and a <c>url</c>.</summary>
    /// <param name="path">The file that it is of, for the log.</param>
    /// <param name="line">The line.</param>
    /// <returns>The record, valid as long as the line; null when the line is damaged.</returns>
    public JsonDocument? Parse(string path, RecordLine line)
    {
        if (TryParse(line.Json) is { } record)
        {
            return record;
        }

        if (_told.TryAdd(path, true))
        {
            LogDamaged(path, line.End);
        }

        return null;
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> json)
    {
        JsonDocument? record = null;
        try
        {
            record = JsonDocument.Parse(json, Depth);
            if (JsonUnicode.IsWhole(json.Span, Depth.MaxDepth) && IsRecord(record.RootElement))
            {
                return record;
            }
        }
        catch (JsonException)
        {
            // Damaged, as what is no record.
        }

        record?.Dispose();
        return null;
    }

    private static bool IsRecord(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object
        && value.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String
        && value.TryGetProperty("url", out var url) && url.ValueKind is JsonValueKind.String;

    [LoggerMessage(EventIds.Records.Damaged, LogLevel.Warning, "A line of {Path} is damaged and left out; it ends at byte {End}. More of the same file are left out in silence")]
    private partial void LogDamaged(string path, long end);
}
