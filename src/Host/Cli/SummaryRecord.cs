using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Cli;

/// <summary>The last line of <c>--json</c>.</summary>
internal sealed record SummaryRecord
{
    /// <summary>Tells the lines apart.</summary>
    public string Type { get; } = "summary";

    /// <summary>The code with which the process ends.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The crawl directory; null when nothing was kept.</summary>
    public required string? Directory { get; init; }

    /// <summary>What <c>demo</c> found out; null for other verbs.</summary>
    public DemoVerdict? Oracle { get; init; }

    /// <summary>The same as <c>summary.json</c>.</summary>
    public required CrawlSummary Summary { get; init; }
}
