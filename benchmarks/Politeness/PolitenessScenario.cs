using System.Globalization;
using AsyncCrawler.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.Benchmarks.Politeness;

/// <summary>What the servers see of a crawl of many hosts: how long after the delay each fetch comes, and that none comes before it. Writes a report in Markdown.</summary>
internal static class PolitenessScenario
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Number of hosts, pages of each; both may be left out.</param>
    /// <param name="output">Where the report goes.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments, TextWriter output)
    {
        var hosts = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var pages = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 60;
        await output.WriteLineAsync($"""
            # Politeness

            `dotnet run -c Release --project benchmarks -- politeness {hosts} {pages} > benchmarks/results/politeness.md`, alone on a machine of {Environment.ProcessorCount} cores.

            ## Seen by the servers

            {hosts} hosts, each at a loopback address of its own, {pages} pages each, one after the other and {Delay.TotalSeconds:F0} s after the one before; parsed in
            child processes; servers and crawler in one process. A gap runs from the moment at which an answer is about to be sent to the
            arrival of the next request to the same host, robots.txt included; what it exceeds the delay by is lateness. The first
            {WarmUp.TotalSeconds:F0} s, in which the program is compiled and all hosts begin at the same moment, are told on their own.
            """);
        await WriteGapsAsync(hosts, pages, output);
    }

    private static async Task WriteGapsAsync(int hosts, int pages, TextWriter output)
    {
        using var servers = new LoopbackServers(hosts, pages);
        await using var provider = new ServiceCollection().AddAsyncCrawler(options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.Politeness.Delay = Delay;
            options.Pipeline.Concurrency = 64;
        }).BuildServiceProvider();
        var begin = TimeProvider.System.GetTimestamp();
        await provider.GetRequiredService<ICrawler>().CrawlAsync(servers.Seeds, CancellationToken.None);

        var warm = begin + (long)(WarmUp.TotalSeconds * TimeProvider.System.TimestampFrequency);
        var (all, lateness) = (LatenessOf(servers.ReadGaps(begin)), LatenessOf(servers.ReadGaps(warm)));
        await output.WriteLineAsync($"""

            | what | after {WarmUp.TotalSeconds:F0} s | in all |
            | --- | ---: | ---: |
            | hosts asked | {servers.Asked:N0} | {servers.Asked:N0} |
            | gaps | {lateness.Length:N0} | {all.Length:N0} |
            | gaps shorter than the delay | {lateness.Count(late => late < 0):N0} | {all.Count(late => late < 0):N0} |
            | lateness, median | {At(lateness, 0.5):F1} ms | {At(all, 0.5):F1} ms |
            | lateness, p99 | {At(lateness, 0.99):F1} ms | {At(all, 0.99):F1} ms |
            | lateness, greatest | {lateness[^1]:F1} ms | {all[^1]:F1} ms |
            """);
    }

    private static double[] LatenessOf(List<TimeSpan> gaps) => [.. gaps.Select(gap => (gap - Delay).TotalMilliseconds).Order()];

    private static double At(double[] sorted, double quantile) => sorted[(int)Math.Min(sorted.Length - 1, quantile * sorted.Length)];
}
