using System.Globalization;
using System.Runtime;
using AsyncCrawler.Frontier;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Benchmarks.Frontier;

/// <summary>The durable frontier in the large: synthetic URLs over many hosts are admitted, the store is closed and opened again, and all are leased and completed. Writes a report in Markdown.</summary>
internal sealed class FrontierScaleScenario(int urls, int hosts, TextWriter output)
{
    private const int AdmittedTogether = 1_000;
    private const int LeasedTogether = 8;
    private const int CompletedTogether = 64;
    private const int Steps = 4;

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-scale-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "frontier.db");

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Number of URLs, number of hosts; both may be left out.</param>
    /// <param name="output">Where the report goes.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var urls = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var hosts = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 10_000;
        var scenario = new FrontierScaleScenario(urls, hosts, output);
        try
        {
            await scenario.RunAsync();
        }
        finally
        {
            scenario._folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        await output.WriteLineAsync($"""
            # The durable frontier in the large

            `dotnet run -c Release --project benchmarks -- frontier-scale {urls} {hosts} > benchmarks/results/frontier-scale.md`

            {urls:N0} URLs over {hosts:N0} hosts, {Environment.ProcessorCount} cores. Admitted in batches of {AdmittedTogether:N0}, host after host; then the store is closed and opened
            again; then leased {LeasedTogether} at a time, host after host, and completed {CompletedTogether} at a time. One caller, who waits for every act.
            Resident memory is that of the whole process after a full collection.

            | act | URLs per second | URLs in all | resident MB | file MB |
            | --- | ---: | ---: | ---: | ---: |
            """);
        var before = ResidentMegabytes();
        await ReportAsync("start", null, 0, before);
        var pending = await AdmitAsync();
        var opened = await CompleteAsync();
        await output.WriteLineAsync($"""

            Memory per million pending URLs, the start subtracted: {(pending - before) / urls * 1_000_000:N0} MB. From the opening of the file to the first lease: {opened.TotalSeconds:F2} s.
            """);
    }

    private async Task<double> AdmitAsync()
    {
        await using var store = await SqliteFrontierStore.OpenAsync(Path, CancellationToken.None);
        var resident = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var (first, last) = (urls / Steps * step, step == Steps - 1 ? urls : urls / Steps * (step + 1));
            var started = _time.GetTimestamp();
            for (var i = first; i < last; i += AdmittedTogether)
            {
                var items = Enumerable.Range(i, Math.Min(AdmittedTogether, last - i)).Select(number => FrontierItem.ForSeed(UrlAt(number))).ToList();
                await store.CommitAsync(new FinishedBatch { NewItems = items }, CancellationToken.None);
            }

            var elapsed = _time.GetElapsedTime(started);
            resident = ResidentMegabytes();
            await ReportAsync("admitted", (last - first) / elapsed.TotalSeconds, last, resident);
        }

        return resident;
    }

    private async Task<TimeSpan> CompleteAsync()
    {
        var started = _time.GetTimestamp();
        await using var store = await SqliteFrontierStore.OpenAsync(Path, CancellationToken.None);
        List<FrontierLease> leased = [.. (await store.LeaseAsync(RequestOf(0), CancellationToken.None)).Leases];
        var opened = _time.GetElapsedTime(started);

        started = _time.GetTimestamp();
        var (completed, reported) = (0, 0);
        for (var host = 1; completed < urls; host = (host + 1) % hosts)
        {
            leased.AddRange((await store.LeaseAsync(RequestOf(host), CancellationToken.None)).Leases);
            if (leased.Count >= CompletedTogether || completed + leased.Count == urls)
            {
                completed += (await store.CommitAsync(new FinishedBatch { Completed = leased }, CancellationToken.None)).Closed;
                leased.Clear();
            }

            if (completed - reported >= urls / Steps || (completed == urls && reported < urls))
            {
                var elapsed = _time.GetElapsedTime(started);
                await ReportAsync("leased and completed", (completed - reported) / elapsed.TotalSeconds, completed, ResidentMegabytes());
                (reported, started) = (completed, _time.GetTimestamp());
            }
        }

        return opened;
    }

    private async Task ReportAsync(string act, double? rate, int count, double resident)
    {
        var file = Directory.EnumerateFiles(_folder.FullName).Sum(path => new FileInfo(path).Length) / 1e6;
        await output.WriteLineAsync($"| {act} | {rate:N0} | {count:N0} | {resident:N0} | {file:N0} |");
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

    private LeaseRequest RequestOf(int host) => new()
    {
        Host = UrlAt(host).Host,
        Max = LeasedTogether,
        Now = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(1),
    };
}
