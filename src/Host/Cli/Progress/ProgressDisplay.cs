using System.Globalization;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Progress;
using AsyncCrawler.Parsing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>A panel that is redrawn in place, on a terminal.</summary>
internal sealed class ProgressDisplay(IAnsiConsole console, TimeProvider time) : IProgressView
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // What is taller than the terminal cannot be redrawn.
    private const int MaxWorkers = 16;
    private const int MaxReasons = 6;

    public Task ShowAsync(ProgressMeter meter, CancellationToken ended) =>
        console.Live(Render(meter.Read())).AutoClear(true).StartAsync(context =>
            ProgressTimer.RunAsync(Interval, time, () => context.UpdateTarget(Render(meter.Read())), ended));

    /// <summary>A report as it is drawn.</summary>
    public static IRenderable Render(ProgressReport report)
    {
        var (progress, totals) = (report.Progress, report.Progress.Totals);
        var lines = new List<IRenderable>
        {
            Line($"[green]{totals.Pages}[/] pages, {report.PagesPerSecond:0.0}/s   [green]{totals.Images}[/] images, {report.ImagesPerSecond:0.0}/s   {ByteText.Format(totals.Bytes)}"),
            Line($"{progress.Waiting} waiting   {progress.Fetching} fetching   {progress.WaitingForParser} waiting for a parser   {totals.Failures} failures"),
            Workers(progress.Workers),
        };
        if (totals.ByReason.Count > 0)
        {
            var reasons = totals.ByReason.OrderByDescending(reason => reason.Value).Take(MaxReasons)
                .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} {reason.Value}"));
            lines.Add(Line($"[red]{Markup.Escape(TerminalText.Escape(string.Join("   ", reasons)))}[/]"));
        }

        return new Rows(lines);
    }

    private static Table Workers(IReadOnlyList<WorkerStatus> workers)
    {
        var table = new Table().NoBorder().AddColumns("parser", "pid", "state", "documents", "deaths", "retired");
        foreach (var worker in workers.Take(MaxWorkers))
        {
            table.AddRow(
                TerminalText.Escape(worker.Name).EscapeMarkup(),
                worker.ProcessId == 0 ? "-" : Number(worker.ProcessId),
                worker.State.ToString().ToLowerInvariant(),
                Number(worker.Documents),
                worker.Deaths == 0 ? "0" : $"[red]{Number(worker.Deaths)}[/]",
                Number(worker.Retirements));
        }

        return workers.Count > MaxWorkers ? table.AddRow($"{Number(workers.Count - MaxWorkers)} more") : table;
    }

    private static Markup Line(FormattableString text) => new(text.ToString(CultureInfo.InvariantCulture));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
