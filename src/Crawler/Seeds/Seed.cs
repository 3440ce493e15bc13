using AsyncCrawler.Urls;

namespace AsyncCrawler.Seeds;

/// <summary>Where a crawl begins.</summary>
/// <param name="Url">The URL.</param>
public sealed record Seed(CrawlUrl Url);
