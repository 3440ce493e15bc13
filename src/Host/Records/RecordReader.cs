using System.Globalization;
using System.Text.Json;

namespace AsyncCrawler.Host.Records;

/// <summary>Pages through record files. A cursor is the offset of a line, so the last page costs no more than the first.</summary>
internal static class RecordReader
{
    // What one answer may read, and hold: a filter that matches nothing must not read a file of gigabytes in one request.
    private const long MaxScan = 64 * 1024 * 1024;
    private const long MaxAnswer = 4 * 1024 * 1024;

    // JSON-LD of pages is up to 64 levels deep, inside the record.
    public static readonly JsonDocumentOptions Depth = new() { MaxDepth = 128 };

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
    public static async Task<RecordPage> ReadAsync(string path, long offset, int limit, RecordFilter filter, CancellationToken cancellationToken)
    {
        List<JsonElement> items = [];
        var (end, held) = (offset, 0L);
        var isCut = false;
        await foreach (var line in RecordLines.ReadAsync(path, offset, cancellationToken))
        {
            if (items.Count == limit || held >= MaxAnswer || end - offset >= MaxScan)
            {
                isCut = true;
                break;
            }

            end = line.End;
            using var record = JsonDocument.Parse(line.Json, Depth);
            if (filter.IsEmpty || filter.Matches(record.RootElement))
            {
                items.Add(record.RootElement.Clone());
                held += line.Json.Length;
            }
        }

        return new RecordPage(items, isCut ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The record of an id; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">32 hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<JsonElement?> FindAsync(string path, string id, CancellationToken cancellationToken)
    {
        // The id is the first key of every record, so the others need not be read as JSON.
        var begin = System.Text.Encoding.ASCII.GetBytes($"{{\"id\":\"{id}\"");
        await foreach (var line in RecordLines.ReadAsync(path, 0, cancellationToken))
        {
            if (line.Json.Span.StartsWith(begin))
            {
                using var record = JsonDocument.Parse(line.Json, Depth);
                return record.RootElement.Clone();
            }
        }

        return null;
    }
}
