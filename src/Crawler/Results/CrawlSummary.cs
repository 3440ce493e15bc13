using System.Collections.ObjectModel;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Results;

/// <summary>What the done-callbacks saw of a crawl, at one moment or at its end. Immutable.</summary>
public sealed record CrawlSummary
{
    /// <summary>How far the crawl has come.</summary>
    public required CrawlSummaryState State { get; init; }

    /// <summary>Why it ended in this state, in one line; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>From the begin to the end, or to the moment of the snapshot, in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Pages that went well, per second of the duration; 0 when there was none.</summary>
    public double PagesPerSecond => PerSecond(Totals.Pages);

    /// <summary>Images that went well, per second of the duration; 0 when there was none.</summary>
    public double ImagesPerSecond => PerSecond(Totals.Images);

    /// <summary>Counts over all URLs.</summary>
    public required CrawlSummaryTotals Totals { get; init; }

    /// <summary>URLs that were found and not added to the frontier, by reason; empty until <see cref="With(IReadOnlyList{CrawlSummaryRefusal}, long)"/>.</summary>
    public IReadOnlyDictionary<string, long> Refused { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>The same by the rule that decided, the most frequent first.</summary>
    public IReadOnlyList<CrawlSummaryRefusal> RefusedByRule { get; init; } = [];

    /// <summary>URLs that were found and of which query parameters were taken off, as asked.</summary>
    public long ParametersDropped { get; init; }

    /// <summary>Parser processes that died or were killed; 0 until <see cref="With(ParserPoolSnapshot)"/>.</summary>
    public int WorkerDeaths { get; init; }

    /// <summary>Counts per seed, by URL; seeds over the aggregator's limit are in one entry.</summary>
    public required IReadOnlyList<CrawlSummarySeed> Seeds { get; init; }

    /// <summary>Counts per host, by name; hosts over the aggregator's limit are in one entry.</summary>
    public required IReadOnlyList<CrawlSummaryHost> Hosts { get; init; }

    /// <summary>The parser pool as a whole; empty until <see cref="With(ParserPoolSnapshot)"/>.</summary>
    public CrawlSummaryParsers Parsers { get; init; } = new();

    /// <summary>Counts per parser process, by name.</summary>
    public required IReadOnlyList<CrawlSummaryWorker> Workers { get; init; }

    /// <summary>Adds what only the parser pool knows: deaths, restarts, waits, the sandbox, and the workers that never got a page.</summary>
    /// <param name="pool">The pool at the end of the crawl.</param>
    /// <returns>A summary that says so.</returns>
    public CrawlSummary With(ParserPoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var merged = Workers.ToDictionary(worker => worker.Name, StringComparer.Ordinal);
        foreach (var status in pool.Workers)
        {
            var known = merged.GetValueOrDefault(status.Name)
                ?? new CrawlSummaryWorker { Name = status.Name, ProcessIds = status.ProcessId == 0 ? [] : [status.ProcessId] };
            merged[status.Name] = known with { Deaths = status.Deaths, Retirements = status.Retirements };
        }

        return this with
        {
            WorkerDeaths = pool.Deaths.Values.Sum(),
            Parsers = CrawlSummaryParsers.Of(pool),
            // By length first: parser-2 comes before parser-10.
            Workers = [.. merged.Values.OrderBy(worker => worker.Name.Length).ThenBy(worker => worker.Name, StringComparer.Ordinal)],
        };
    }

    /// <summary>Adds what only the admission knows.</summary>
    /// <param name="refused">How many URLs were refused, by reason and rule.</param>
    /// <param name="parametersDropped">Of how many URLs query parameters were taken off.</param>
    /// <returns>A summary that says so.</returns>
    public CrawlSummary With(IReadOnlyList<CrawlSummaryRefusal> refused, long parametersDropped)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var byReason = new SortedList<string, long>(StringComparer.Ordinal);
        foreach (var refusal in refused)
        {
            byReason[refusal.Reason] = byReason.GetValueOrDefault(refusal.Reason) + refusal.Count;
        }

        return this with
        {
            Refused = byReason,
            RefusedByRule = [.. refused.OrderByDescending(refusal => refusal.Count).ThenBy(refusal => refusal.Rule, StringComparer.Ordinal)],
            ParametersDropped = parametersDropped,
        };
    }

    private double PerSecond(long count) => DurationSeconds > 0 ? Math.Round(count / DurationSeconds, 2) : 0;
}
