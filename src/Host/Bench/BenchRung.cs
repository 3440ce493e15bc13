namespace AsyncCrawler.Host.Bench;

/// <summary>One rung of the ladder: a crawl of the mock site by a process of its own.</summary>
/// <param name="Name">What it adds to the rung before, for people.</param>
/// <param name="Concurrency">Fetches at once.</param>
/// <param name="Workers">Parser processes.</param>
/// <param name="IsKept">Whether frontier and records are kept on disk.</param>
internal sealed record BenchRung(string Name, int Concurrency, int Workers, bool IsKept)
{
    private const int Concurrent = 32;

    /// <summary>The rungs, from one page after the other up to everything.</summary>
    /// <param name="maxWorkers">The most parser processes.</param>
    public static IReadOnlyList<BenchRung> Ladder(int maxWorkers) =>
    [
        new("one after the other", 1, 1, IsKept: false),
        .. WorkerCounts(maxWorkers).Select(count => new BenchRung(count == 1 ? "async, 1 child process" : $"async, {count} child processes", Concurrent, count, IsKept: false)),
        new("durable frontier and records", Concurrent, maxWorkers, IsKept: true),
    ];

    /// <summary>The command line of the crawl.</summary>
    /// <param name="site">The mock site.</param>
    /// <param name="directory">Where a crawl may be kept; does not exist yet.</param>
    public IReadOnlyList<string> ArgumentsFor(Uri site, string directory) =>
    [
        "crawl", site.AbsoluteUri, "--json", "--allow-private", "--no-images", "--max-pages", "0", "--max-depth", "0", "--delay", "0",
        "--concurrency", Text(Concurrency), "--per-host", Text(Concurrency), "--workers", Text(Workers),
        "-s", $"Fetch:MaxConnectionsPerServer={Text(Concurrency)}", "-s", $"Fetch:AllowedPorts={Text(site.Port)}",
        "-s", $"Output:Directory={(IsKept ? directory : "")}",
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

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
