using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>Some of the crawls.</summary>
/// <param name="Items">The crawls, the newest first.</param>
/// <param name="Next">The cursor of the next ones; null when there are none.</param>
internal sealed record CrawlList(IReadOnlyList<JobView> Items, string? Next);
