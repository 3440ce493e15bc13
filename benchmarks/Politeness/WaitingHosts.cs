using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Benchmarks.Politeness;

/// <summary>What it costs that very many hosts wait for their time, beside what any process pays for being woken. Writes a report in Markdown; 100 seconds.</summary>
internal static class WaitingHosts
{
    private const int Many = 10_000;
    private const int Few = 100;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    /// <summary>Measures and writes it.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        // Many come first: while their first fetches are spread over a delay, the program is compiled.
        var many = await MeasureLeasesAsync(Many, Delay, Delay);
        var bareOfMany = await MeasureBareAsync(many.Wakes);

        // The same number of leases a second from few hosts: what differs is who waits.
        var few = await MeasureLeasesAsync(Few, Delay * Few / Many, Short);
        var bareOfFew = await MeasureBareAsync(few.Wakes);
        var resting = await MeasureRestingAsync();
        await output.WriteLineAsync($"""
            # {Many:N0} waiting hosts

            `dotnet run -c Release --project benchmarks -- waiting-hosts > benchmarks/results/waiting-hosts.md`, alone on a machine of {Environment.ProcessorCount} cores.

            Hosts in the frontier in memory, evenly spread over time, leased from and completed at the same rate: many that wait for {Delay.TotalSeconds:F0} s
            each, and few that wait shortly. A fetch takes no time. All processor time of the process counts, in percent of one core. A process
            is woken by its timer, so beside each row is measured what the same number of wakes costs a process that does nothing else; what is
            above that is the frontier's own: scheduler, leases, and the store in memory.

            | hosts | leases per second | wakes per second | processor time | of a bare timer | of the frontier | each lease |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | {Many:N0}, none due | 0 | 0 | {resting:P2} | | | |
            {Row(Many, many, bareOfMany)}
            {Row(Few, few, bareOfFew)}
            """);
    }

    private static string Row(int hosts, (double Leases, double Wakes, double Share) all, double bare) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {hosts:N0} | {all.Leases:N0} | {all.Wakes:N0} | {all.Share:P2} | {bare:P2} | {all.Share - bare:P2} | {(all.Share - bare) / all.Leases * 1_000_000:F1} us |");

    private static async Task<(double Leases, double Wakes, double Share)> MeasureLeasesAsync(int hosts, TimeSpan delay, TimeSpan duration)
    {
        await using var store = new InMemoryFrontierStore();
        using var frontier = await FillAsync(store, hosts, (int)(duration / delay) + 3, delay);

        // The first fetches end evenly over one delay, so that all later ones are spread over it too.
        var time = TimeProvider.System;
        var begin = time.GetTimestamp();
        for (var host = 0; host < hosts; host++)
        {
            var early = (delay * host / hosts) - time.GetElapsedTime(begin);
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, time);
            await FetchAsync(frontier);
        }

        var (leases, wakes, used) = (0, 0, Environment.CpuUsage.TotalTime);
        begin = time.GetTimestamp();
        while (time.GetElapsedTime(begin) < duration)
        {
            wakes += await FetchAsync(frontier) ? 1 : 0;
            leases++;
        }

        var elapsed = time.GetElapsedTime(begin);
        return (leases / elapsed.TotalSeconds, wakes / elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - used) / elapsed);
    }

    private static async Task<double> MeasureRestingAsync()
    {
        await using var store = new InMemoryFrontierStore();
        using var frontier = await FillAsync(store, Many, pages: 2, TimeSpan.FromHours(1));
        for (var host = 0; host < Many; host++)
        {
            await FetchAsync(frontier);
        }

        // What was used for the first time is compiled again, and the store is collected.
        await Task.Delay(Short / 2, TimeProvider.System);
        using var end = new CancellationTokenSource(Short);
        var (begin, used) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        try
        {
            await frontier.LeaseAsync(1, end.Token);
        }
        catch (OperationCanceledException)
        {
            // All of them waited all the time.
        }

        return (Environment.CpuUsage.TotalTime - used) / TimeProvider.System.GetElapsedTime(begin);
    }

    /// <summary>What so many wakes cost when there is nothing to do.</summary>
    private static async Task<double> MeasureBareAsync(double rate)
    {
        var time = TimeProvider.System;
        using var wake = new WakeSignal(TimeSpan.Zero, time);
        var (begin, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var number = 1; time.GetElapsedTime(begin) < Short; number++)
        {
            wake.WaitUntil(begin + time.ToTicks(TimeSpan.FromSeconds(number / rate)));
            await wake.WaitAsync(CancellationToken.None);
        }

        return (Environment.CpuUsage.TotalTime - used) / time.GetElapsedTime(begin);
    }

    private static async Task<CrawlFrontier> FillAsync(InMemoryFrontierStore store, int hosts, int pages, TimeSpan delay)
    {
        var options = new FrontierOptions();
        var politeness = new PolitenessOptions { Delay = delay, Robots = Obedience.Ignore };
        var time = TimeProvider.System;
        var frontier = new CrawlFrontier(store, new UrlAdmission(new ScopeOptions(), options), options, politeness, new HostThrottles(time), time);
        for (var host = 0; host < hosts; host++)
        {
            await frontier.AdmitAsync([.. Enumerable.Range(0, pages).Select(page => ItemAt(host, page))], CancellationToken.None);
        }

        return frontier;
    }

    /// <summary>Leases, fetches nothing, and completes.</summary>
    /// <returns>True when there was a wait for the lease.</returns>
    private static async Task<bool> FetchAsync(CrawlFrontier frontier)
    {
        var next = frontier.LeaseAsync(1, CancellationToken.None);
        var waits = !next.IsCompleted;
        foreach (var lease in await next ?? throw new InvalidOperationException("Nothing is left."))
        {
            await frontier.EndFetchAsync(lease, HostLoad.Fine, null, CancellationToken.None);
            await frontier.CompleteAsync(lease, CancellationToken.None);
        }

        return waits;
    }

    private static FrontierItem ItemAt(int host, int page) =>
        CrawlUrl.TryParse(string.Create(CultureInfo.InvariantCulture, $"http://host-{host}.example/{page}"), out var url) ? FrontierItem.ForSeed(url) : throw new InvalidOperationException();
}
