using System.Collections.ObjectModel;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Jobs;

/// <summary>How far a job is. Immutable.</summary>
internal sealed record JobProgress
{
    public long Pages { get; init; }

    public long Images { get; init; }

    public long Failed { get; init; }

    public long Waiting { get; init; }

    public long UnderWay { get; init; }

    public long Bytes { get; init; }

    /// <summary>Over the last seconds; 0 while it does not run.</summary>
    public double PagesPerSecond { get; init; }

    /// <summary>Over the last seconds; 0 while it does not run.</summary>
    public double ImagesPerSecond { get; init; }

    /// <summary>URLs that did not go well, by reason.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>Seconds during which it ran, all runs together.</summary>
    public double Elapsed { get; init; }

    /// <summary>The progress of a crawl that is over.</summary>
    public static JobProgress Of(CrawlSummary summary) => new()
    {
        Pages = summary.Totals.Pages,
        Images = summary.Totals.Images,
        Failed = summary.Totals.Failures,
        Bytes = summary.Totals.Bytes,
        Errors = summary.Totals.ByReason,
        Elapsed = summary.DurationSeconds,
    };

    /// <summary>The progress of a run.</summary>
    /// <param name="progress">What the run says.</param>
    /// <param name="pagesPerSecond">Its speed.</param>
    /// <param name="imagesPerSecond">Its speed.</param>
    public static JobProgress Of(CrawlProgress progress, double pagesPerSecond, double imagesPerSecond) => new()
    {
        Pages = progress.Totals.Pages,
        Images = progress.Totals.Images,
        Failed = progress.Totals.Failures,
        Waiting = progress.Waiting,
        UnderWay = progress.UnderWay,
        Bytes = progress.Totals.Bytes,
        PagesPerSecond = Math.Round(pagesPerSecond, 1),
        ImagesPerSecond = Math.Round(imagesPerSecond, 1),
        Errors = progress.Totals.ByReason,
        Elapsed = Math.Round(progress.Elapsed.TotalSeconds, 3),
    };
}
