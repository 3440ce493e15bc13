using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Results;

/// <summary>Tells the product's meter of each finished URL.</summary>
internal sealed class PageTelemetryCallback(CrawlerTelemetry telemetry) : IPageDoneCallback
{
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        telemetry.RecordPage(TallyKeys.Kind(page.Item.Kind), TallyKeys.Outcome(page.Status), page.Links.Count + page.Images.Count + page.Sitemaps.Count);
        return ValueTask.CompletedTask;
    }
}
