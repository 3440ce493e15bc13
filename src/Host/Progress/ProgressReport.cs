using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Progress;

/// <summary>A crawl at one moment, and how fast it is.</summary>
/// <param name="Progress">The engine's numbers.</param>
/// <param name="PagesPerSecond">Pages that went well, over the last seconds.</param>
/// <param name="ImagesPerSecond">Images that went well, over the last seconds.</param>
internal sealed record ProgressReport(CrawlProgress Progress, double PagesPerSecond, double ImagesPerSecond);
