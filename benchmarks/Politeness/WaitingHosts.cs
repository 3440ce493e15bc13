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
    private const int Hosts = 10_000;

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    /// <summary>Measures and writes it.</summary>
    public static async Task WriteAsync(TextWriter output)
    {
        var options = new FrontierOptions();
        var politeness = new PolitenessOptions { Delay = Delay, Robots = Obedience.Ignore };
        var time = TimeProvider.System;
        await using var store = new InMemoryFrontierStore();
        using var frontier = new CrawlFrontier(store, new UrlAdmission(new CrawlScope(new ScopeOptions()), options), options, politeness, new HostThrottles(time), time);
        for (var host = 0; host < Hosts; host++)
        {
            await frontier.AdmitAsync([.. Enumerable.Range(0, 4).Select(page => ItemAt(host, page))], CancellationToken.None);
        }

        // The first fetches end evenly over one delay, so that all later ones are spread over it too.
        var begin = time.GetTimestamp();
        for (var host = 0; host < Hosts; host++)
        {
            await Task.Delay(Delay * host / Hosts - time.GetElapsedTime(begin) is { Ticks: > 0 } left ? left : TimeSpan.Zero, time);
            await FetchAsync(frontier);
        }

        var (leases, used) = (0, Environment.CpuUsage.TotalTime);
        begin = time.GetTimestamp();
        while (time.GetElapsedTime(begin) < Delay)
        {
            await FetchAsync(frontier);
            leases++;
        }

        var elapsed = time.GetElapsedTime(begin);
        used = Environment.CpuUsage.TotalTime - used;
        await output.WriteLineAsync($"""

            ## {Hosts:N0} waiting hosts

            {Hosts:N0} hosts in the frontier in memory, each asked every {Delay.TotalSeconds:F0} s, evenly spread; a fetch takes no time. All processor time of the process
            counts: scheduling, leasing and completing.

            | what | |
            | --- | ---: |
            | leases per second | {leases / elapsed.TotalSeconds:N0} |
            | processor time, of one core | {used / elapsed:P2} |
            """);
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
