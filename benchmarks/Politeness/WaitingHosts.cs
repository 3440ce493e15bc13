using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Benchmarks.Politeness;

/// <summary>What it costs that very many hosts wait for their time.</summary>
internal static class WaitingHosts
{
    private const int Many = 10_000;
    private const int Few = 100;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    /// <summary>Measures and writes it.</summary>
    public static async Task WriteAsync(TextWriter output)
    {
        // The same number of leases a second from few hosts and from many: what differs is who waits.
        var few = await MeasureAsync(Few, Duration * Few / Many);
        var many = await MeasureAsync(Many, Duration);
        await output.WriteLineAsync($"""

            ## {Many:N0} waiting hosts

            Hosts in the frontier in memory, evenly spread over time, leased from and completed at the same rate: few that wait shortly, and many
            that wait for {Duration.TotalSeconds:F0} s each. A fetch takes no time. All processor time of the process counts, above all that it is woken for each lease;
            the difference is the price of the hosts that wait.

            | hosts | leases per second | processor time, of one core |
            | ---: | ---: | ---: |
            | {Few:N0} | {few.Rate:N0} | {few.Share:P2} |
            | {Many:N0} | {many.Rate:N0} | {many.Share:P2} |
            | difference | | {many.Share - few.Share:P2} |
            """);
    }

    private static async Task<(double Rate, double Share)> MeasureAsync(int hosts, TimeSpan delay)
    {
        var options = new FrontierOptions();
        var politeness = new PolitenessOptions { Delay = delay, Robots = Obedience.Ignore };
        var time = TimeProvider.System;
        await using var store = new InMemoryFrontierStore();
        using var frontier = new CrawlFrontier(store, new UrlAdmission(new ScopeOptions(), options), options, politeness, new HostThrottles(time), time);
        var pages = (int)(Duration / delay) + 3;
        for (var host = 0; host < hosts; host++)
        {
            await frontier.AdmitAsync([.. Enumerable.Range(0, pages).Select(page => ItemAt(host, page))], CancellationToken.None);
        }

        // The first fetches end evenly over one delay, so that all later ones are spread over it too.
        var begin = time.GetTimestamp();
        for (var host = 0; host < hosts; host++)
        {
            var early = (delay * host / hosts) - time.GetElapsedTime(begin);
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, time);
            await FetchAsync(frontier);
        }

        var (leases, used) = (0, Environment.CpuUsage.TotalTime);
        begin = time.GetTimestamp();
        while (time.GetElapsedTime(begin) < Duration)
        {
            await FetchAsync(frontier);
            leases++;
        }

        var elapsed = time.GetElapsedTime(begin);
        return (leases / elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - used) / elapsed);
    }

    private static async Task FetchAsync(CrawlFrontier frontier)
    {
        foreach (var lease in await frontier.LeaseAsync(1, CancellationToken.None) ?? throw new InvalidOperationException("Nothing is left."))
        {
            await frontier.EndFetchAsync(lease, HostLoad.Fine, null, CancellationToken.None);
            await frontier.CompleteAsync(lease, CancellationToken.None);
        }
    }

    private static FrontierItem ItemAt(int host, int page) =>
        CrawlUrl.TryParse(string.Create(CultureInfo.InvariantCulture, $"http://host-{host}.example/{page}"), out var url) ? FrontierItem.ForSeed(url) : throw new InvalidOperationException();
}
