namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>What the start of a child costs.</summary>
internal static class StartReport
{
    private const int Starts = 5;

    /// <summary>Measures and writes it.</summary>
    /// <param name="output">Where to.</param>
    public static async Task WriteAsync(TextWriter output)
    {
        var rows = new List<(double FirstPage, double ChildReady, double ChildWarm)>();
        byte[][] pages = [.. Enumerable.Range(0, 20).Select(seed => SamplePages.Make(29_000, seed))];
        for (var start = 0; start < Starts; start++)
        {
            rows.Add(await MeasureAsync(pages));
        }

        await output.WriteLineAsync($"""
            ## Start and restart

            Medians of {Starts} starts. A child is ready when it has answered its first small page; a restart costs that, and what its
            first pages cost more than later ones.

            | what | |
            | --- | ---: |
            | pool started and first page of 29 KB answered, wall time | {Median.Of(rows.Select(row => row.FirstPage)):N0} ms |
            | processor time of a child until it is ready | {Median.Of(rows.Select(row => row.ChildReady)):N0} ms |
            | processor time of a child for its first 1,000 pages of 29 KB | {Median.Of(rows.Select(row => row.ChildWarm)):N0} ms |

            """);
    }

    private static async Task<(double FirstPage, double ChildReady, double ChildWarm)> MeasureAsync(byte[][] pages)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await using var pool = new PoolUnderTest([]);
        await pool.StartAsync();
        await pool.RunAsync(pages, 1, static _ => true);
        var firstPage = TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds;
        int[] children = [.. pool.Children];
        var ready = children.Average(ProcessTree.Of) * 1000;
        var before = children.Sum(ProcessTree.Of);
        await pool.RunAsync(pages, 1_000 * children.Length, static _ => true);
        return (firstPage, ready, (children.Sum(ProcessTree.Of) - before) * 1000 / children.Length);
    }
}
