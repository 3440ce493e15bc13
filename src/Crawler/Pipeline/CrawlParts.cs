using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Pipeline;

/// <summary>The rooms that a pipeline joins, in the order in which a URL passes them.</summary>
internal sealed record CrawlParts
{
    public required CrawlFrontier Frontier { get; init; }

    public required IPageFetcher Fetcher { get; init; }

    public required RetryPolicy Retries { get; init; }

    public required RedirectChains Redirects { get; init; }

    public required RobotsTxtReader Robots { get; init; }

    /// <summary>What an earlier crawl kept; null when this one does not build on one.</summary>
    public IEarlierVisits? Earlier { get; init; }

    public required IPageParser Parser { get; init; }

    public required DoneCallbackDispatcher Callbacks { get; init; }
}
