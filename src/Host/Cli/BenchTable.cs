using System.Globalization;
using AsyncCrawler.Host.Bench;
using Spectre.Console;

namespace AsyncCrawler.Host.Cli;

/// <summary>The ladder for people: a table, a bar for each rung, and what the names mean.</summary>
internal static class BenchTable
{
    private const int BarWidth = 30;

    /// <summary>Writes it.</summary>
    /// <param name="console">Where to; frames are drawn on a terminal only.</param>
    /// <param name="results">The rungs, from below; at least one.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<BenchResult> results)
    {
        var table = new Table().Border(console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None)
            .AddColumns("rung", "pages/s", "", "MB/s", "µs of CPU a page", "peak MB", "speed, against the rung before", "CPU a page, against the rung before");
        var fastest = results.Max(result => result.PagesPerSecond);
        foreach (var result in results)
        {
            table.AddRow(
                result.Name.EscapeMarkup(),
                Number(result.PagesPerSecond, "0"),
                new string('█', Math.Max(1, (int)Math.Round(result.PagesPerSecond / fastest * BarWidth))),
                Number(result.MegabytesPerSecond, "0.0"),
                Number(result.CpuMicrosecondsPerPage, "0"),
                Number(result.PeakMegabytes, "0"),
                Number(result.SpeedAgainstRungBefore, "0.00'x'"),
                Number(result.CpuAgainstRungBefore, "0.00'x'"));
        }

        console.Write(table);
        console.WriteLine();
        console.WriteLine(BenchRung.Notes);
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
