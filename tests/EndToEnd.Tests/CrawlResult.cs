using System.Text.Json;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>What a crawl directory says in the end, without what differs from one run to the next: times, processes, and which of several referrers came first.</summary>
internal sealed record CrawlResult
{
    /// <summary>The records of <c>pages.jsonl</c>, one text each, sorted.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>The ids in <c>pages.jsonl</c>, one for each line.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The records of <c>pages.csv</c> as far as they are compared, sorted.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>The records of <c>media.jsonl</c>, sorted.</summary>
    public required IReadOnlyList<string> Media { get; init; }

    /// <summary>The files under <c>media</c>, sorted.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Totals, refusals, seeds and hosts of <c>summary.json</c>.</summary>
    public required IReadOnlyList<string> Summary { get; init; }

    /// <summary>How it ended, by <c>crawl.json</c>.</summary>
    public required string State { get; init; }

    public static CrawlResult Read(string directory)
    {
        var pages = Lines(directory, "pages.jsonl");
        var media = Lines(directory, "media.jsonl");
        var summary = JsonElement.Parse(File.ReadAllText(Path.Combine(directory, "summary.json")));
        var mediaFolder = Path.Combine(directory, "media");
        return new CrawlResult
        {
            Pages = Sorted(pages, "id", "url", "finalUrl", "kind", "seed", "outcome", "reason", "status", "sha256", "title", "links", "images"),
            Ids = [.. pages.Select(page => Text(page, "id")).Order(StringComparer.Ordinal)],
            Rows = [.. File.ReadLines(Path.Combine(directory, "pages.csv")).Select(row => string.Join(',', row.Split(',').Take(4))).Order(StringComparer.Ordinal)],
            Media = Sorted(media, "id", "url", "sha256", "path"),
            Files = [.. Directory.EnumerateFiles(mediaFolder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(mediaFolder, file)).Where(file => file[0] != '.').Order(StringComparer.Ordinal)],
            Summary = [.. new[] { "totals", "refused", "seeds", "hosts" }.Select(part => summary.GetProperty(part).GetRawText())],
            State = Text(JsonElement.Parse(File.ReadAllText(Path.Combine(directory, "crawl.json"))), "state"),
        };
    }

    private static List<JsonElement> Lines(string directory, string name) =>
        [.. File.ReadLines(Path.Combine(directory, name)).Select(line => JsonElement.Parse(line))];

    private static List<string> Sorted(IEnumerable<JsonElement> records, params string[] keys) =>
        [.. records.Select(record => string.Join(' ', keys.Select(key => record.GetProperty(key).GetRawText()))).Order(StringComparer.Ordinal)];
}
