namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Torture P10: 1,000 poison pages among 10,000 good ones, against the good ones alone.</summary>
internal static class PoisonReport
{
    private const int Good = 10_000;
    private const int Poison = 1_000;
    private const int Period = (Good + Poison) / Poison;

    /// <summary>Measures and writes it.</summary>
    /// <param name="output">Where to.</param>
    public static async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync($"""
            ## P10: {Poison:N0} poison pages among {Good:N0} good ones of 29 KB, read from the tree

            Nine of ten poison pages are formatting bombs of 1,000 to 5,000 tags, the tenth nests 100,000 levels; no two are alike.
            The children find them by their tokens and refuse them, and so they do with a page of 10 MB of nothing but `<br>`, which would fill a
            heap; what was refused is remembered. What no estimate finds kills two children, and is remembered as well.

            | run | wall time | good pages per second | of the clean run | children that died |
            | --- | ---: | ---: | ---: | ---: |
            """);
        byte[][] good = [.. Enumerable.Range(0, 50).Select(seed => SamplePages.Make(29_000, seed))];
        var clean = await MeasureAsync(good, []);
        await WriteAsync(output, "clean", clean, clean.Rate);
        await WriteAsync(output, "one poison at 1,000 URLs", await MeasureAsync(good, [SamplePages.Poison(0)]), clean.Rate);
        await WriteAsync(output, "1,000 different poisons", await MeasureAsync(good, [.. Enumerable.Range(0, Poison).Select(SamplePages.Poison)]), clean.Rate);
        await WriteAsync(output, "one of 10 MB that would fill the heap, at 1,000 URLs", await MeasureAsync(good, [SamplePages.Large()]), clean.Rate);
        await output.WriteLineAsync();
    }

    private static Task WriteAsync(TextWriter output, string name, (double Seconds, double Rate, int Deaths) run, double cleanRate) =>
        output.WriteLineAsync($"| {name} | {run.Seconds:N1} s | {run.Rate:N0} | {run.Rate / cleanRate:P0} | {run.Deaths} |");

    private static async Task<(double Seconds, double Rate, int Deaths)> MeasureAsync(byte[][] good, byte[][] poison)
    {
        byte[][] pages = poison.Length == 0
            ? [.. Enumerable.Range(0, Good).Select(i => good[i % good.Length])]
            : [.. Enumerable.Range(0, Good + Poison).Select(i => IsGood(i) ? good[i % good.Length] : poison[i / Period % poison.Length])];
        // The tokens alone do a child no harm: it is the tree that grows.
        await using var pool = new PoolUnderTest(InProcess.TreeFields);
        await pool.StartAsync();
        await pool.RunAsync(good, 2_000, static _ => true);
        var begin = TimeProvider.System.GetTimestamp();
        await pool.RunAsync(pages, pages.Length, i => poison.Length == 0 || IsGood(i));
        var seconds = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
        return (seconds, Good / seconds, (int)pool.Pool.Snapshot().Deaths.Sum(death => death.Value));
    }

    private static bool IsGood(int number) => number % Period != Period - 1;
}
