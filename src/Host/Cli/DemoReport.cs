using System.Globalization;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Results;
using Spectre.Console;

namespace AsyncCrawler.Host.Cli;

/// <summary>The last lines of <c>demo</c>: who parsed, and whether all was found.</summary>
internal static class DemoReport
{
    // The pids of many workers make a long line.
    private const int MaxLineLength = 4_096;

    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, CrawlSummary summary, DemoVerdict verdict)
    {
        foreach (var line in Lines(summary, verdict))
        {
            console.Profile.Out.Writer.WriteLine(TerminalText.Escape(line, MaxLineLength));
        }
    }

    private static IEnumerable<string> Lines(CrawlSummary summary, DemoVerdict verdict)
    {
        var parsers = summary.Workers.Where(worker => worker.Documents > 0)
            .Select(worker => Invariant($"{worker.Name} (pid {string.Join(", ", worker.ProcessIds)}, {worker.Documents} documents)"));
        yield return $"Parsed by child processes: {string.Join(", ", parsers)}";
        yield return Invariant($"pages {verdict.Pages.Found} of {verdict.Pages.Expected}, images {verdict.Images.Found} of {verdict.Images.Expected}: ")
            + (verdict.IsEqual ? "equal to the oracle" : "different from the oracle");
        foreach (var line in Differences("page", verdict.Pages).Concat(Differences("image", verdict.Images)))
        {
            yield return line;
        }

        if (!verdict.IsRecordEqual)
        {
            yield return "pages.jsonl tells of other URLs than the done-callbacks did";
        }
    }

    private static IEnumerable<string> Differences(string kind, SetComparison sets) =>
        sets.Missing.Select(url => $"missing {kind}: {url}").Concat(sets.Unexpected.Select(url => $"unexpected {kind}: {url}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
