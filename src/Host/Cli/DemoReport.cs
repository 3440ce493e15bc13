using System.Globalization;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Cli;

/// <summary>The last lines of <c>demo</c>: who parsed, and whether all was found.</summary>
internal static class DemoReport
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(CrawlSummary summary, DemoVerdict verdict)
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
