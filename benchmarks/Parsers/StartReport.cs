namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>What the start of a child costs, and what it costs until its code is compiled for good.</summary>
internal static class StartReport
{
    private const int Starts = 5;
    private const int PagesOfALife = 50_000;

    /// <summary>Measures and writes it.</summary>
    /// <param name="worker">Another worker program, beside the one beside this program; null for none.</param>
    /// <param name="output">Where to.</param>
    public static async Task WriteAsync(string? worker, TextWriter output)
    {
        await output.WriteLineAsync($"""
            ## Start and restart

            Medians of {Starts} starts. A child is ready when it has answered its first small page; a restart costs that, and what its
            first pages cost more than later ones. Pages have 29 KB and are read by their tokens.

            | worker | pool started and first page answered, wall time | until a child is ready, processor time | its first 1,000 pages | its first {PagesOfALife:N0} pages | its next {PagesOfALife:N0} pages |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """);
        await WriteAsync("compiled while it runs", null, output);
        if (worker is not null)
        {
            await WriteAsync($"`{worker}`", worker, output);
        }

        await output.WriteLineAsync();
    }

    private static async Task WriteAsync(string name, string? worker, TextWriter output)
    {
        byte[][] pages = [.. Enumerable.Range(0, 20).Select(seed => SamplePages.Make(29_000, seed))];
        var rows = new List<(double FirstPage, double ChildReady, double FirstThousand)>();
        for (var start = 0; start < Starts; start++)
        {
            rows.Add(await MeasureStartAsync(worker, pages));
        }

        await using var pool = new PoolUnderTest([], worker);
        await pool.StartAsync();
        var (first, next) = (await MillisecondsOfAChildAsync(pool, pages, PagesOfALife), await MillisecondsOfAChildAsync(pool, pages, PagesOfALife));
        await output.WriteLineAsync(
            $"| {name} | {Median.Of(rows.Select(row => row.FirstPage)):N0} ms | {Median.Of(rows.Select(row => row.ChildReady)):N0} ms | {Median.Of(rows.Select(row => row.FirstThousand)):N0} ms | {first:N0} ms | {next:N0} ms |");
    }

    private static async Task<(double FirstPage, double ChildReady, double FirstThousand)> MeasureStartAsync(string? worker, byte[][] pages)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await using var pool = new PoolUnderTest([], worker);
        await pool.StartAsync();
        await pool.RunAsync(pages, 1, static _ => true);
        var firstPage = TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds;
        var ready = pool.Children.Average(ProcessTree.Of) * 1000;
        return (firstPage, ready, await MillisecondsOfAChildAsync(pool, pages, 1_000));
    }

    /// <summary>Processor time of a child for as many pages.</summary>
    private static async Task<double> MillisecondsOfAChildAsync(PoolUnderTest pool, byte[][] pages, int count) =>
        (await pool.RunAsync(pages, count * PoolUnderTest.Workers, static _ => true)).ChildCpuSeconds * 1000 / PoolUnderTest.Workers;
}
