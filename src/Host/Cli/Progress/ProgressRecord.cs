using AsyncCrawler.Host.Progress;

namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>A line of <c>--json</c> while the crawl runs.</summary>
internal sealed record ProgressRecord
{
    /// <summary>Tells the lines apart.</summary>
    public string Type { get; } = "progress";

    public required double Seconds { get; init; }

    public required long Pages { get; init; }

    public required long Images { get; init; }

    public required long Failures { get; init; }

    public required long Bytes { get; init; }

    public required double PagesPerSecond { get; init; }

    public required double ImagesPerSecond { get; init; }

    public required long Waiting { get; init; }

    public required long UnderWay { get; init; }

    public required int Fetching { get; init; }

    public required int WaitingForParser { get; init; }

    public required IReadOnlyList<ProgressWorker> Workers { get; init; }

    public required IReadOnlyDictionary<string, long> Reasons { get; init; }

    /// <summary>The record of a report.</summary>
    public static ProgressRecord Of(ProgressReport report)
    {
        var (progress, totals) = (report.Progress, report.Progress.Totals);
        return new ProgressRecord
        {
            Seconds = Math.Round(progress.Elapsed.TotalSeconds, 3),
            Pages = totals.Pages,
            Images = totals.Images,
            Failures = totals.Failures,
            Bytes = totals.Bytes,
            PagesPerSecond = Math.Round(report.PagesPerSecond, 1),
            ImagesPerSecond = Math.Round(report.ImagesPerSecond, 1),
            Waiting = progress.Waiting,
            UnderWay = progress.UnderWay,
            Fetching = progress.Fetching,
            WaitingForParser = progress.WaitingForParser,
            Workers =
            [
                .. progress.Workers.Select(worker => new ProgressWorker(
                    worker.Name, worker.ProcessId, worker.State.ToString().ToLowerInvariant(), worker.Documents, worker.Deaths, worker.Retirements)),
            ],
            Reasons = totals.ByReason,
        };
    }
}
