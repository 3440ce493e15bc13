using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Hosting;

/// <summary>What a site's robots.txt says to one crawler, and where it was found.</summary>
public sealed record RobotsReport
{
    /// <summary>The URL that was fetched last: robots.txt, or where it was redirected to.</summary>
    public required CrawlUrl Url { get; init; }

    /// <summary>The product token for which it was read; empty when the agent has none.</summary>
    public required string Agent { get; init; }

    /// <summary>The status of the last response; null when none came.</summary>
    public required int? Status { get; init; }

    /// <summary>The answer.</summary>
    public required RobotsAnswer Answer { get; init; }
}
