using System.Text.Json.Serialization;

namespace AsyncCrawler.Results;

/// <summary>What one place of the parser pool did. Immutable.</summary>
public sealed record CrawlSummaryWorker
{
    /// <summary>The place's name.</summary>
    public required string Name { get; init; }

    /// <summary>The processes that were seen in it, in the order of their first page; only the newest 64.</summary>
    [JsonPropertyName("pids")]
    public required IReadOnlyList<int> ProcessIds { get; init; }

    /// <summary>Pages that it parsed.</summary>
    public long Documents { get; init; }

    /// <summary>The time that it spent on them, in milliseconds.</summary>
    public double ParseMs { get; init; }

    /// <summary>Processes of the place that died or were killed.</summary>
    public int Deaths { get; init; }

    /// <summary>Processes of the place that were replaced in good health.</summary>
    public int Retirements { get; init; }
}
