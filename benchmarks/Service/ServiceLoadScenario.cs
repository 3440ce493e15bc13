using System.Globalization;

namespace AsyncCrawler.Benchmarks.Service;

/// <summary>
/// What callers cost a crawl: the same crawl in a service that nobody asks anything, and in one with 200 clients (a request a
/// second each) and 20 event streams, in turns. Prints pages per second, their ratio, errors, and the service's memory.
/// </summary>
internal static class ServiceLoadScenario
{
    private const int Pairs = 2;

    /// <summary>Runs it.</summary>
    /// <param name="program">The built <c>asynccrawler</c>, with <c>mock-site</c> beside it.</param>
    /// <param name="pages">Pages of the crawl.</param>
    /// <param name="output">Gets a table.</param>
    public static async Task RunAsync(string program, int pages, TextWriter output)
    {
        using var site = new SiteProcess(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(program)) ?? "", "mock-site"), pages);
        var address = await site.AddressAsync();
        await output.WriteLineAsync("| run | pages/s | requests | failed | events | resident MiB before | after |\n| --- | --- | --- | --- | --- | --- | --- |");
        List<double> ratios = [];
        for (var pair = 0; pair < Pairs; pair++)
        {
            // A B, then B A: what drifts on the machine drifts for both.
            bool[] order = pair % 2 == 0 ? [false, true] : [true, false];
            var rates = new Dictionary<bool, double>();
            foreach (var isLoaded in order)
            {
                rates[isLoaded] = await RunOnceAsync(program, address, pages, isLoaded, output);
            }

            ratios.Add(rates[true] / rates[false]);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nloaded / calm: {string.Join(", ", ratios.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)))}, mean {ratios.Average():F2}"));
    }

    private static async Task<double> RunOnceAsync(string program, Uri site, int pages, bool isLoaded, TextWriter output)
    {
        using var service = new MeasuredService(program);
        await service.StartAsync();
        var id = await service.CreateAsync(site, pages);
        await using var load = isLoaded ? new ClientLoad(service.Client, id, clients: 200, streams: 20) : new ClientLoad(service.Client, id, clients: 0, streams: 0);
        var before = service.ResidentMiB;
        var rate = await service.WaitAsync(id);
        var after = service.ResidentMiB;
        await load.StopAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {(isLoaded ? "loaded" : "calm")} | {rate:F0} | {load.Requests} | {load.Failed} | {load.Events} | {before:F0} | {after:F0} |"));
        return rate;
    }
}
