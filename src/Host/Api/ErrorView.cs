using System.Text.Json;
using AsyncCrawler.Host.Records;

namespace AsyncCrawler.Host.Api;

/// <summary>URLs that did not go well for one reason.</summary>
/// <param name="Reason">The reason in one word.</param>
/// <param name="Count">How many.</param>
/// <param name="Examples">Some of them.</param>
internal sealed record ErrorView(string Reason, long Count, IReadOnlyList<ErrorExample> Examples)
{
    private const int MaxExamples = 5;

    /// <summary>Joins the counts with examples from the records: the first ones, looked for in the first part of a long file only.</summary>
    public static async Task<IReadOnlyList<ErrorView>> ListAsync(IReadOnlyDictionary<string, long> counts, RecordReader records, string path, CancellationToken cancellationToken)
    {
        const long MaxScan = 64 * 1024 * 1024;
        var examples = counts.Keys.ToDictionary(reason => reason, _ => new List<ErrorExample>(), StringComparer.Ordinal);
        await foreach (var line in RecordLines.ReadAsync(path, 0, cancellationToken))
        {
            if (line.End > MaxScan || examples.All(found => found.Value.Count >= Math.Min(MaxExamples, counts[found.Key])))
            {
                break;
            }

            using var record = records.Parse(path, line);
            if (record is not null && ReasonOf(record.RootElement) is { } reason && examples.TryGetValue(reason, out var list) && list.Count < MaxExamples)
            {
                list.Add(ErrorExample.Of(record.RootElement));
            }
        }

        return [.. counts.OrderByDescending(count => count.Value).Select(count => new ErrorView(count.Key, count.Value, examples[count.Key]))];
    }

    // The record of a URL that robots.txt forbids tells the line; the counts tell the word, and so do those of a robots.txt that could not be had.
    private static string? ReasonOf(JsonElement record) => TextOf(record, "outcome") switch
    {
        "robots-denied" => "robots-denied",
        "robots-unreachable" => TextOf(record, "reason")?.Split(' ', ':')[0],
        _ => TextOf(record, "reason"),
    };

    private static string? TextOf(JsonElement record, string key) =>
        record.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
