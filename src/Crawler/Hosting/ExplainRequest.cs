using AsyncCrawler.Urls;

namespace AsyncCrawler.Hosting;

/// <summary>A URL to explain, and what is known beside it.</summary>
public sealed record ExplainRequest
{
    /// <summary>What to explain; need not be a URL.</summary>
    public required string Url { get; init; }

    /// <summary>The seeds by which scope is judged. Where there is none, the URL counts as a seed itself.</summary>
    public IReadOnlyList<CrawlUrl> Seeds { get; init; } = [];

    /// <summary>What is wanted of the crawl; null, the default, means the options of the registration.</summary>
    public CrawlerOptions? Options { get; init; }

    /// <summary>The directory of a crawl to look into, running or not; null for none.</summary>
    public string? Directory { get; init; }

    /// <summary>The crawl, when it runs in this process: it knows when its hosts may be asked.</summary>
    public ICrawlRun? Run { get; init; }

    /// <summary>False when nothing may be sent: robots.txt is then told as the crawls of this process were answered, while that is remembered.</summary>
    public bool AsksRobots { get; init; } = true;
}
