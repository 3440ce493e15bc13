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
    /// <param name="clients">Callers of the loaded runs.</param>
    /// <param name="streams">Readers of events of the loaded runs.</param>
    /// <param name="output">Gets a table.</param>
    public static async Task RunAsync(string program, int pages, int clients, int streams, TextWriter output)
    {
        using var site = new SiteProcess(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(program)) ?? "", "mock-site"), pages);
        var address = await site.AddressAsync();
        await output.WriteLineAsync(
            "| run | pages/s | service CPU s | callers CPU s | requests | failed | events | resident MiB after 1/4 | at the end |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<(double Rate, double Processor)> ratios = [];
        for (var pair = 0; pair < Pairs; pair++)
        {
            // A B, then B A: what drifts on the machine drifts for both.
            bool[] order = pair % 2 == 0 ? [false, true] : [true, false];
            var runs = new Dictionary<bool, (double Rate, double Processor)>();
            foreach (var isLoaded in order)
            {
                runs[isLoaded] = await RunOnceAsync(program, address, pages, isLoaded ? clients : 0, isLoaded ? streams : 0, output);
            }

            ratios.Add((runs[true].Rate / runs[false].Rate, runs[true].Processor / runs[false].Processor));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nloaded / calm, pages per second: {Text(ratios.Select(ratio => ratio.Rate))}; processor time of the service: {Text(ratios.Select(ratio => ratio.Processor))}"));
    }

    private static async Task<(double Rate, double Processor)> RunOnceAsync(string program, Uri site, int pages, int clients, int streams, TextWriter output)
    {
        using var service = new MeasuredService(program);
        await service.StartAsync();
        var id = await service.CreateAsync(site, pages);
        await using var load = new ClientLoad(service.Client, id, clients, streams);
        var own = Environment.CpuUsage.TotalTime;
        await service.WaitForPagesAsync(id, pages / 4);
        var early = service.ResidentMiB;
        var rate = await service.WaitAsync(id);
        var (processor, late, callers) = (service.ProcessorSeconds, service.ResidentMiB, (Environment.CpuUsage.TotalTime - own).TotalSeconds);
        await load.StopAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {(clients + streams > 0 ? "loaded" : "calm")} | {rate:F0} | {processor:F1} | {callers:F1} | {load.Requests} | {load.Failed} | {load.Events} | {early:F0} | {late:F0} |"));
        return (rate, processor);
    }

    private static string Text(IEnumerable<double> ratios)
    {
        var all = ratios.ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Select(ratio => ratio.ToString("F2", CultureInfo.InvariantCulture)))}, mean {all.Average():F2}");
    }
}
