using System.Text.Json;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>What was asked of a crawl, and how it ended: the content of <c>crawl.json</c>.</summary>
internal sealed record CrawlManifest
{
    /// <summary>The crawler's version.</summary>
    public required string Version { get; init; }

    /// <summary>How far the crawl has come.</summary>
    public required CrawlSummaryState State { get; init; }

    /// <summary>Why it ended in this state, in one line; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The seeds that were named one by one.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>The list from which more seeds were read: its absolute path, or <c>-</c> for standard input; null for none.</summary>
    public string? SeedList { get; init; }

    /// <summary>What was asked, as the asker serialised it; no secrets.</summary>
    public required JsonElement Options { get; init; }
}
