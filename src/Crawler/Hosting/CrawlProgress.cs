using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Hosting;

/// <summary>A crawl at one moment.</summary>
public sealed record CrawlProgress
{
    /// <summary>What was counted so far.</summary>
    public required CrawlSummaryTotals Totals { get; init; }

    /// <summary>How long the crawl ran so far, earlier runs of it included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>URLs that wait in the frontier and are wanted.</summary>
    public required long Waiting { get; init; }

    /// <summary>URLs under way: leased and not completed.</summary>
    public required long UnderWay { get; init; }

    /// <summary>Fetches in flight.</summary>
    public required int Fetching { get; init; }

    /// <summary>Pages that wait for a parser.</summary>
    public required int WaitingForParser { get; init; }

    /// <summary>The places of the parser pool.</summary>
    public required IReadOnlyList<WorkerStatus> Workers { get; init; }
}
