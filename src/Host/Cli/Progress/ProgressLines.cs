using System.Globalization;
using AsyncCrawler.Host.Progress;

namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>One plain line every few seconds, for pipes, files and terminals that cannot redraw.</summary>
internal sealed class ProgressLines(Action<string> say, TimeProvider time) : IProgressView
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public Task ShowAsync(ProgressMeter meter, CancellationToken ended) =>
        ProgressTimer.RunAsync(Interval, time, () => say(Format(meter.Read())), ended);

    /// <summary>A report in one line.</summary>
    public static string Format(ProgressReport report)
    {
        var (progress, totals) = (report.Progress, report.Progress.Totals);
        return string.Create(CultureInfo.InvariantCulture,
            $"{totals.Pages} pages ({report.PagesPerSecond:0.0}/s), {totals.Images} images ({report.ImagesPerSecond:0.0}/s), "
            + $"{totals.Failures} failures; {progress.Waiting} waiting, {progress.Fetching} fetching, {progress.WaitingForParser} waiting for a parser");
    }
}
