using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncCrawler.Results;

/// <summary>The parts of a summary as notes of a commit: one for the totals, one for each seed, host and worker.</summary>
internal static class SummaryNotes
{
    private const string StartNote = "summary:started";
    private const string ElapsedNote = "summary:elapsed";
    private const string TotalsNote = "summary:totals";
    private const string SeedPrefix = "summary:seed:";
    private const string HostPrefix = "summary:host:";
    private const string WorkerPrefix = "summary:worker:";

    public static void Write(IDictionary<string, string> notes, DateTimeOffset startedAt, TimeSpan elapsed, CrawlSummaryTotals totals)
    {
        notes[StartNote] = startedAt.ToString("O", CultureInfo.InvariantCulture);
        notes[ElapsedNote] = elapsed.ToString("c", CultureInfo.InvariantCulture);
        notes[TotalsNote] = JsonSerializer.Serialize(totals, CrawlSummaryJson.Default.CrawlSummaryTotals);
    }

    public static void Write(IDictionary<string, string> notes, IReadOnlyList<CrawlSummarySeed> seeds)
    {
        foreach (var seed in seeds)
        {
            notes[SeedPrefix + seed.Url] = JsonSerializer.Serialize(seed, CrawlSummaryJson.Default.CrawlSummarySeed);
        }
    }

    public static void Write(IDictionary<string, string> notes, IReadOnlyList<CrawlSummaryHost> hosts)
    {
        foreach (var host in hosts)
        {
            notes[HostPrefix + host.Host] = JsonSerializer.Serialize(host, CrawlSummaryJson.Default.CrawlSummaryHost);
        }
    }

    public static void Write(IDictionary<string, string> notes, IReadOnlyList<CrawlSummaryWorker> workers)
    {
        foreach (var worker in workers)
        {
            notes[WorkerPrefix + worker.Name] = JsonSerializer.Serialize(worker, CrawlSummaryJson.Default.CrawlSummaryWorker);
        }
    }

    /// <summary>Reads the totals and the clock.</summary>
    /// <returns>Null when there are none: no page was committed yet.</returns>
    public static CrawlSummaryTotals? ReadTotals(IReadOnlyDictionary<string, string> notes, out DateTimeOffset startedAt, out TimeSpan elapsed)
    {
        (startedAt, elapsed) = (default, default);
        if (!notes.TryGetValue(StartNote, out var start) || !notes.TryGetValue(ElapsedNote, out var time) || !notes.TryGetValue(TotalsNote, out var totals))
        {
            return null;
        }

        startedAt = DateTimeOffset.ParseExact(start, "O", CultureInfo.InvariantCulture);
        elapsed = TimeSpan.ParseExact(time, "c", CultureInfo.InvariantCulture);
        return JsonSerializer.Deserialize(totals, CrawlSummaryJson.Default.CrawlSummaryTotals);
    }

    public static IEnumerable<CrawlSummarySeed> ReadSeeds(IReadOnlyDictionary<string, string> notes) =>
        Read(notes, SeedPrefix, CrawlSummaryJson.Default.CrawlSummarySeed);

    public static IEnumerable<CrawlSummaryHost> ReadHosts(IReadOnlyDictionary<string, string> notes) =>
        Read(notes, HostPrefix, CrawlSummaryJson.Default.CrawlSummaryHost);

    public static IEnumerable<CrawlSummaryWorker> ReadWorkers(IReadOnlyDictionary<string, string> notes) =>
        Read(notes, WorkerPrefix, CrawlSummaryJson.Default.CrawlSummaryWorker);

    private static IEnumerable<T> Read<T>(IReadOnlyDictionary<string, string> notes, string prefix, JsonTypeInfo<T> type)
        where T : class
    {
        foreach (var (name, value) in notes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && JsonSerializer.Deserialize(value, type) is { } part)
            {
                yield return part;
            }
        }
    }
}
