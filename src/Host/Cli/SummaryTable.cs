using System.Globalization;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Results;
using Spectre.Console;

namespace AsyncCrawler.Host.Cli;

/// <summary>The end of a crawl, for people: what <c>summary.json</c> says, cut to what fits a screen.</summary>
internal static class SummaryTable
{
    private const int MaxSeeds = 20;
    private const int MaxHosts = 10;
    private const int MaxReasons = 20;
    private const int ShownLength = 80;

    /// <summary>Writes the summary.</summary>
    /// <param name="console">Where to; frames are drawn on a terminal only.</param>
    /// <param name="summary">The summary.</param>
    /// <param name="directory">The crawl directory; null when nothing was kept.</param>
    public static void Write(IAnsiConsole console, CrawlSummary summary, string? directory)
    {
        var border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None;
        foreach (var table in Tables(summary))
        {
            console.Write(table.Border(border));
            console.WriteLine();
        }

        if (directory is not null)
        {
            // Past the renderer, which would break a long path at the terminal's width: it is there to be copied.
            console.Profile.Out.Writer.WriteLine($"Crawl directory: {TerminalText.Escape(directory, 4096)}");
        }
    }

    private static IEnumerable<Table> Tables(CrawlSummary summary)
    {
        yield return Totals(summary);
        if (summary.Totals.ByReason.Count > 0)
        {
            yield return Counts("reason", summary.Totals.ByReason);
        }

        yield return Seeds(summary.Seeds);
        yield return Hosts(summary.Hosts);
        yield return Workers(summary.Workers);
        yield return Parsers(summary.Parsers);
    }

    private static Table Totals(CrawlSummary summary)
    {
        var totals = summary.Totals;
        var table = new Table().AddColumns("crawl", summary.State.ToString().ToLowerInvariant());
        if (summary.Reason is { } reason)
        {
            table.AddRow("because", Shown(reason));
        }

        table.AddRow("time", string.Create(CultureInfo.InvariantCulture, $"{summary.DurationSeconds:0.0} s"));
        table.AddRow("pages", string.Create(CultureInfo.InvariantCulture, $"{totals.Pages} ({summary.PagesPerSecond:0.0}/s)"));
        table.AddRow("images", string.Create(CultureInfo.InvariantCulture, $"{totals.Images} ({summary.ImagesPerSecond:0.0}/s)"));
        table.AddRow("bytes", ByteText.Format(totals.Bytes));
        table.AddRow("parser deaths", Number(summary.WorkerDeaths));
        foreach (var (outcome, count) in totals.ByOutcome)
        {
            table.AddRow($"outcome {Shown(outcome)}", Number(count));
        }

        return table;
    }

    private static Table Counts(string name, IReadOnlyDictionary<string, long> counts)
    {
        var table = new Table().AddColumns(name, "URLs");
        foreach (var (key, count) in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxReasons))
        {
            table.AddRow(Shown(key), Number(count));
        }

        return WithRest(table, counts.Count, MaxReasons);
    }

    private static Table Seeds(IReadOnlyList<CrawlSummarySeed> seeds)
    {
        var table = new Table().AddColumns("seed", "outcome", "pages", "images", "failures", "bytes");
        foreach (var seed in seeds.Take(MaxSeeds))
        {
            table.AddRow(
                Shown(seed.Url), Shown(OutcomeOf(seed)), Number(seed.Pages), Number(seed.Images), Number(seed.Failures), ByteText.Format(seed.Bytes));
        }

        return WithRest(table, seeds.Count, MaxSeeds);
    }

    private static string OutcomeOf(CrawlSummarySeed seed) => (seed.Outcome, seed.Reason) switch
    {
        (null, _) => "not finished",
        (var outcome, null) => outcome,
        var (outcome, reason) => $"{outcome}: {reason}",
    };

    private static Table Hosts(IReadOnlyList<CrawlSummaryHost> hosts)
    {
        var table = new Table().AddColumns("host", "pages", "images", "failures", "bytes");
        foreach (var host in hosts.OrderByDescending(host => host.Pages + host.Images).ThenBy(host => host.Host, StringComparer.Ordinal).Take(MaxHosts))
        {
            table.AddRow(Shown(host.Host), Number(host.Pages), Number(host.Images), Number(host.Failures), ByteText.Format(host.Bytes));
        }

        return WithRest(table, hosts.Count, MaxHosts);
    }

    private static Table Workers(IReadOnlyList<CrawlSummaryWorker> workers)
    {
        var table = new Table().AddColumns("parser", "pid", "documents", "parse time", "deaths");
        foreach (var worker in workers)
        {
            table.AddRow(
                Shown(worker.Name),
                string.Join(", ", worker.ProcessIds.Select(id => Number(id))),
                Number(worker.Documents),
                string.Create(CultureInfo.InvariantCulture, $"{worker.ParseMs:0} ms"),
                Number(worker.Deaths));
        }

        return table;
    }

    private static Table Parsers(CrawlSummaryParsers parsers)
    {
        var table = new Table().AddColumns("parsers", "in all");
        foreach (var (reason, count) in parsers.Deaths)
        {
            table.AddRow($"deaths, {Shown(reason)}", Number(count));
        }

        table.AddRow("restarts", Number(parsers.Restarts));
        table.AddRow("retired in good health", Number(parsers.Retirements));
        table.AddRow("failed starts", Number(parsers.FailedStarts));
        table.AddRow("pages given up", string.Create(CultureInfo.InvariantCulture, $"{parsers.Condemned} (and {parsers.Spared} of equal content unsent)"));
        table.AddRow("wait of a page", string.Create(CultureInfo.InvariantCulture, $"{parsers.QueueMeanMs:0.0} ms, at most {parsers.QueueMaxMs:0.0} ms"));
        foreach (var layer in parsers.Sandbox)
        {
            table.AddRow($"sandbox {Shown(layer.Name)}", layer.IsActive ? "active" : $"absent: {Shown(layer.Detail)}");
        }

        return table;
    }

    private static Table WithRest(Table table, int count, int shown) =>
        count > shown ? table.AddRow($"{Number(count - shown)} more in summary.json") : table;

    private static string Shown(string text) => TerminalText.Escape(text, ShownLength).EscapeMarkup();

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
