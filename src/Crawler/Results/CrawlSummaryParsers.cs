using System.Collections.ObjectModel;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Results;

/// <summary>What the parser pool as a whole went through since it began. Immutable.</summary>
public sealed record CrawlSummaryParsers
{
    /// <summary>Processes that died or were killed, by reason in kebab case; reasons that did not occur are absent.</summary>
    public IReadOnlyDictionary<string, int> Deaths { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Processes that took the place of another one.</summary>
    public int Restarts { get; init; }

    /// <summary>Processes that were replaced in good health.</summary>
    public int Retirements { get; init; }

    /// <summary>Starts that did not end in a working process.</summary>
    public int FailedStarts { get; init; }

    /// <summary>Pages that killed two processes and were given up.</summary>
    public int Condemned { get; init; }

    /// <summary>Pages that were given up unsent, because the same content was condemned before.</summary>
    public int Spared { get; init; }

    /// <summary>Mean time that a page waited for a process, in milliseconds; 0 when none was sent.</summary>
    public double QueueMeanMs { get; init; }

    /// <summary>Longest time that a page waited for a process, in milliseconds.</summary>
    public double QueueMaxMs { get; init; }

    /// <summary>The layers of the sandbox: which stand, and why the others do not.</summary>
    public IReadOnlyList<SandboxLayer> Sandbox { get; init; } = [];

    /// <summary>What a snapshot of the pool says.</summary>
    internal static CrawlSummaryParsers Of(ParserPoolSnapshot pool)
    {
        var deaths = new SortedList<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in pool.Deaths)
        {
            deaths.Add(TallyKeys.Death(reason), count);
        }

        var waits = pool.QueueWaits;
        return new CrawlSummaryParsers
        {
            Deaths = deaths,
            Restarts = pool.Restarts,
            Retirements = pool.Retirements,
            FailedStarts = pool.FailedStarts,
            Condemned = pool.Condemned,
            Spared = pool.Spared,
            QueueMeanMs = waits.Count == 0 ? 0 : Math.Round(waits.Total.TotalMilliseconds / waits.Count, 3),
            QueueMaxMs = Math.Round(waits.Longest.TotalMilliseconds, 3),
            Sandbox = pool.Sandbox,
        };
    }
}
