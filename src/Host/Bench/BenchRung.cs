using System.Globalization;
using System.Text.Json;

namespace AsyncCrawler.Host.Bench;

/// <summary>One rung of the ladder: processes that together do what the rung stands for, all at once.</summary>
/// <param name="Name">What it stands for, for people.</param>
/// <param name="Tasks">What they are to do.</param>
internal sealed record BenchRung(string Name, Func<BenchSite, IReadOnlyList<BenchTask>> Tasks)
{
    /// <summary>What the names do not say.</summary>
    public const string Notes = """
        Every rung takes each page once, counted at the site; programs are measured from their start to their end.
        one after the other: a whole crawl, with one fetch and one child process at a time, and nothing kept.
        fetch only: all pages from a list; nothing is parsed, no link is followed. The bare loop is .NET's HTTP client alone.
        parsed in one process: our fetch-only pipeline, and beside it, in one other process on as many threads as there are children
        below, as many pages parsed; what both take together. A crawl follows links besides, and so does every rung below.
        """;

    private const int Concurrent = 32;

    /// <summary>The rungs, from one page after the other up to everything.</summary>
    /// <param name="maxWorkers">The most parser processes.</param>
    public static IReadOnlyList<BenchRung> Ladder(int maxWorkers) =>
    [
        new("one after the other", site => [Crawl(site, concurrency: 1, workers: 1)]),
        new("async, fetch only, bare loop", site => [BareLoop(site)]),
        new("async, fetch only, our pipeline", site => [FetchOnly(site)]),
        new("async, parsed in one process", site => [FetchOnly(site), ParseOnly(site, maxWorkers)]),
        .. WorkerCounts(maxWorkers).Select(count =>
            new BenchRung(count == 1 ? "async, 1 child process" : $"async, {count} child processes", site => [Crawl(site, Concurrent, count)])),
        new("durable frontier and records", site => [Crawl(site, Concurrent, maxWorkers, site.NewPath())]),
    ];

    // 1, 2, 4, 8, … and the most.
    private static IEnumerable<int> WorkerCounts(int most)
    {
        for (var count = 1; count < most; count *= 2)
        {
            yield return count;
        }

        yield return most;
    }

    private static BenchTask Crawl(BenchSite site, int concurrency, int workers, string directory = "") => new()
    {
        Arguments =
        [
            "crawl", site.Address.AbsoluteUri, "--max-pages", "0", "--max-depth", "0", "--workers", Text(workers),
            "-s", $"Fetch:AllowedPorts={Text(site.Address.Port)}", "-s", $"Output:Directory={directory}", .. AtFullSpeed(concurrency),
        ],
        ReadLastLine = ReadSummary,
    };

    private static BenchTask FetchOnly(BenchSite site) => new()
    {
        Arguments =
        [
            "crawl", "--seeds", site.ListOfBodies, "--seeds-only", "--max-pages", "0", "--workers", "1", "-s", "Parsing:WarmSpares=0",
            "-s", $"Fetch:AllowedPorts={Text(site.PortOfBodies)}", "-s", "Output:Directory=", .. AtFullSpeed(Concurrent),
        ],
        ReadLastLine = ReadSummary,
    };

    private static BenchTask BareLoop(BenchSite site) => new()
    {
        Arguments = ["bench", "bare-loop", site.ListOfBodies, Text(Concurrent)],
        ReadLastLine = line => (site.Pages, long.Parse(line, CultureInfo.InvariantCulture)),
    };

    private static BenchTask ParseOnly(BenchSite site, int threads) => new()
    {
        Program = "parser-worker/asynccrawler-parser-worker",
        Arguments = ["measure", Text(site.Pages), Text(threads)],

        // As the pool has its children collect.
        Environment = new Dictionary<string, string> { ["DOTNET_gcConcurrent"] = "0", ["DOTNET_GCgen0size"] = "2000000" },
        Input = site.Samples,
        ReadLastLine = line => (long.Parse(line, CultureInfo.InvariantCulture), 0),
    };

    private static string[] AtFullSpeed(int concurrency) =>
    [
        "--json", "--allow-private", "--no-images", "--delay", "0", "--concurrency", Text(concurrency), "--per-host", Text(concurrency),
        "-s", $"Fetch:MaxConnectionsPerServer={Text(concurrency)}",
    ];

    private static (long Pages, long Bytes) ReadSummary(string line)
    {
        using var summary = JsonDocument.Parse(line);
        var totals = summary.RootElement.GetProperty("summary").GetProperty("totals");
        return (totals.GetProperty("pages").GetInt64(), totals.GetProperty("bytes").GetInt64());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
