using System.Globalization;
using System.Runtime;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Benchmarks.Frontier;

/// <summary>
/// The durable frontier in the large: synthetic URLs over many hosts are admitted, and then all are leased and completed. It goes
/// by steps, each of which opens the store anew as a resumed crawl does. Writes a report in Markdown.
/// </summary>
internal sealed class FrontierScaleScenario(int urls, int hosts, string folder, TextWriter output)
{
    private const int AdmittedTogether = 1_000;
    private const int LeasedTogether = 8;
    private const int CompletedTogether = 64;
    private const int StepsOfEach = 8;

    private readonly double _emptyMegabytes = ResidentMegabytes();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly FrontierOptions _options = new();
    private readonly PolitenessOptions _politeness = new() { Delay = TimeSpan.Zero, MaxInFlightPerHost = LeasedTogether, Robots = Obedience.Ignore };

    /// <summary>Runs it.</summary>
    /// <param name="arguments">
    /// Number of URLs, number of hosts, and a folder; all may be left out. With a folder only the next step is done, so that a long
    /// run can be parted; its report has the head in the first step alone.
    /// </param>
    /// <param name="output">Where the report goes.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var urls = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var hosts = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 10_000;
        if (arguments.Count > 2)
        {
            await new FrontierScaleScenario(urls, hosts, Directory.CreateDirectory(arguments[2]).FullName, output).RunStepAsync();
            return;
        }

        var folder = Directory.CreateTempSubdirectory("asynccrawler-scale-");
        try
        {
            var scenario = new FrontierScaleScenario(urls, hosts, folder.FullName, output);
            while (await scenario.RunStepAsync())
            {
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<bool> RunStepAsync()
    {
        var started = _time.GetTimestamp();
        await using var store = await SqliteFrontierStore.OpenAsync(Path.Combine(folder, "frontier.db"), CancellationToken.None);
        using var frontier = new CrawlFrontier(
            store, new UrlAdmission(new ScopeOptions(), _options), _options, _politeness, new HostThrottles(_time), _time);
        await frontier.RestoreAsync(CancellationToken.None);
        var counts = await store.CountAsync(CancellationToken.None);
        var known = (int)(counts.Open + counts.Completed);
        var inStep = urls / StepsOfEach;
        if (known == 0)
        {
            await WriteHeadAsync();
        }

        if (known < urls)
        {
            var opened = _time.GetElapsedTime(started);
            var last = known + inStep > urls - inStep ? urls : known + inStep;
            var rate = await AdmitAsync(frontier, known, last);
            await ReportAsync("admitted", rate, last, opened);
            return true;
        }

        if (await frontier.LeaseAsync(LeasedTogether, CancellationToken.None) is not { } first)
        {
            return false;
        }

        var resumed = _time.GetElapsedTime(started);
        var (completed, speed) = await CompleteAsync(frontier, first, (int)counts.Open <= inStep * 3 / 2 ? int.MaxValue : inStep);
        await ReportAsync("leased and completed", speed, (int)counts.Completed + completed, resumed);
        return counts.Open > completed;
    }

    private async Task WriteHeadAsync() => await output.WriteLineAsync($"""
        # The durable frontier in the large

        `dotnet run -c Release --project benchmarks -- frontier-scale {urls} {hosts}`, {Environment.ProcessorCount} cores.

        {urls:N0} URLs over {hosts:N0} hosts, one host after the other: admitted in batches of {AdmittedTogether:N0}, then leased {LeasedTogether} at a time and completed {CompletedTogether}
        at a time. One caller, who waits for every act. Each row is a run of its own that opens the file first; opening ends, where
        URLs wait, with the first lease. Resident memory is that of the whole process at the end of the row, after a full collection,
        less the {_emptyMegabytes:N0} MB of an empty process.

        | act | URLs per second | URLs in all | opened in s | resident MB | file MB |
        | --- | ---: | ---: | ---: | ---: | ---: |
        """);

    private async Task<double> AdmitAsync(CrawlFrontier frontier, int first, int last)
    {
        var started = _time.GetTimestamp();
        for (var i = first; i < last; i += AdmittedTogether)
        {
            FrontierItem[] items = [.. Enumerable.Range(i, Math.Min(AdmittedTogether, last - i)).Select(number => FrontierItem.ForSeed(UrlAt(number)))];
            await frontier.AdmitAsync(items, CancellationToken.None);
        }

        return (last - first) / _time.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<(int Completed, double Rate)> CompleteAsync(CrawlFrontier frontier, IReadOnlyList<FrontierLease> first, int most)
    {
        var started = _time.GetTimestamp();
        var completed = 0;
        List<FrontierLease> leased = [.. first];
        while (leased.Count > 0)
        {
            foreach (var lease in leased)
            {
                await frontier.EndFetchAsync(lease, HostLoad.Fine, null, CancellationToken.None);
            }

            await frontier.CommitAsync(new FinishedBatch { Completed = leased }, CancellationToken.None);
            completed += leased.Count;
            leased.Clear();
            while (completed < most && leased.Count < CompletedTogether && frontier.CountOpen().Waiting > 0
                && await frontier.LeaseAsync(LeasedTogether, CancellationToken.None) is { } more)
            {
                leased.AddRange(more);
            }
        }

        return (completed, completed / _time.GetElapsedTime(started).TotalSeconds);
    }

    private async Task ReportAsync(string act, double rate, int count, TimeSpan opened)
    {
        var file = Directory.EnumerateFiles(folder).Sum(path => new FileInfo(path).Length) / 1e6;
        await output.WriteLineAsync($"| {act} | {rate:N0} | {count:N0} | {opened.TotalSeconds:F2} | {ResidentMegabytes() - _emptyMegabytes:N0} | {file:N0} |");
        await output.FlushAsync();
    }

    private static double ResidentMegabytes()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet / 1e6;
    }

    private CrawlUrl UrlAt(int number) =>
        CrawlUrl.TryParse($"https://host-{number % hosts}.example/section-{number % 17}/article-{number}.html", out var url) ? url : throw new InvalidOperationException();
}
