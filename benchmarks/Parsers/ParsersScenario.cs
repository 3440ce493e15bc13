using AsyncCrawler.Contracts;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>The parsers' prices: tokens against tree, pool against one process, start and restart, poison. Writes a report in Markdown.</summary>
internal static class ParsersScenario
{
    private const int Rounds = 5;

    // The runtime compiles a method again after it was called often, and then again with what it learnt.
    private const int WarmUpPages = 10_000;

    private static readonly IReadOnlyList<byte[]> WarmUp = [.. Enumerable.Range(0, 50).Select(seed => SamplePages.Make(5_000, seed))];
    private static readonly int[] Sizes = [5_000, 20_000, 29_000, 50_000, 250_000];

    /// <summary>Runs one part of it: <c>tokens</c>, <c>pool</c>, <c>start</c> or <c>poison</c>.</summary>
    /// <param name="part">Which.</param>
    /// <param name="worker">The worker program of the pool, such as a native one; null for the one beside this program.</param>
    /// <param name="size">The only sample of the pool that is wanted, such as <c>29 KB</c>; null for all.</param>
    /// <param name="output">Where the table goes.</param>
    public static Task RunAsync(string part, string? worker, string? size, TextWriter output) => part switch
    {
        "tokens" => TokensAgainstTreeAsync(output),
        "pool" => PoolAgainstInProcessAsync(worker, size, output),
        "start" => StartReport.WriteAsync(output),
        "poison" => PoisonReport.WriteAsync(output),
        _ => throw new ArgumentException($"The parsers' scenario has no part '{part}': it has tokens, pool, start and poison."),
    };

    /// <summary>Runs all of it.</summary>
    /// <param name="output">Where the report goes.</param>
    public static async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"""
            # Parsers

            `DOTNET_gcConcurrent=0 DOTNET_GCgen0size=2000000 dotnet run -c Release --project benchmarks -- parsers > benchmarks/results/parsers.md`,
            so that this process collects as its children do.

            {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}. Processor time, user and system, of the whole process tree; the
            median of {Rounds} rounds after a warm-up. Other work on the machine makes every number smaller; compare those of one run.

            """);
        await TokensAgainstTreeAsync(output);
        await PoolAgainstInProcessAsync(null, null, output);
        await StartReport.WriteAsync(output);
        await PoisonReport.WriteAsync(output);
    }

    private static async Task TokensAgainstTreeAsync(TextWriter output)
    {
        await output.WriteLineAsync("""
            ## Tokens against tree, in one process

            | page | tokens, pages per CPU second | tree | ratio | tokens, kB allocated per page | tree |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """);
        var parser = new InProcess(threads: 1);
        foreach (var (name, pages, count) in Samples())
        {
            parser.Run(pages, [], count);
            parser.Run(pages, InProcess.TreeFields, count);
            var tokens = Median(() => parser.Run(pages, [], count));
            var tree = Median(() => parser.Run(pages, InProcess.TreeFields, count / 4));
            await output.WriteLineAsync(
                $"| {name} | {tokens.PagesPerCpuSecond:N0} | {tree.PagesPerCpuSecond:N0} | {tokens.PagesPerCpuSecond / tree.PagesPerCpuSecond:F1} | {tokens.KilobytesPerPage:N1} | {tree.KilobytesPerPage:N1} |");
        }

        await output.WriteLineAsync();
    }

    private static async Task PoolAgainstInProcessAsync(string? worker, string? size, TextWriter output)
    {
        await output.WriteLineAsync("""
            ## Pool of two children against two threads of one process

            """);
        if (worker is not null)
        {
            await output.WriteLineAsync($"The children run `{worker}`, the threads what is compiled while this program runs.\n");
        }

        await output.WriteLineAsync("""
            | page | way | in-process, pages per CPU second | pool | ratio | parent, us per page | children, us per page | parent, kB allocated per page |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        foreach (var (name, pages, count) in Samples().Where(sample => size is null || sample.Name == size))
        {
            await ComparePoolAsync(output, name, "tokens", pages, new PoolUnderTest([], worker), [], count);
            await ComparePoolAsync(output, name, "tree", pages, new PoolUnderTest(InProcess.TreeFields, worker), InProcess.TreeFields, count / 4);
        }

        await output.WriteLineAsync();
    }

    private static async Task ComparePoolAsync(TextWriter output, string name, string way, IReadOnlyList<byte[]> pages, PoolUnderTest children, IReadOnlyList<FieldRule> fields, int count)
    {
        await using var pool = children;
        await pool.StartAsync();
        var parser = new InProcess(PoolUnderTest.Workers);
        await pool.RunAsync(WarmUp, WarmUpPages, static _ => true);
        parser.Run(WarmUp, fields, WarmUpPages);
        await pool.RunAsync(pages, count, static _ => true);
        parser.Run(pages, fields, count);
        var (alone, together) = (new List<ParserCost>(), new List<ParserCost>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(parser.Run(pages, fields, count));
            together.Add(await pool.RunAsync(pages, count, static _ => true));
        }

        var (inProcess, pooled) = (Median(alone), Median(together));
        await output.WriteLineAsync(
            $"| {name} | {way} | {inProcess.PagesPerCpuSecond:N0} | {pooled.PagesPerCpuSecond:N0} | {pooled.PagesPerCpuSecond / inProcess.PagesPerCpuSecond:F2} | {pooled.OwnMicrosecondsPerPage:N0} | {pooled.ChildMicrosecondsPerPage:N0} | {pooled.KilobytesPerPage:N1} |");
    }

    // About a third of a second of tokens each.
    private static IEnumerable<(string Name, IReadOnlyList<byte[]> Pages, int Count)> Samples()
    {
        foreach (var size in Sizes)
        {
            yield return ($"{size / 1000} KB", [.. Enumerable.Range(0, 50).Select(seed => SamplePages.Make(size, seed))], 60_000_000 / size);
        }

        int[] mix = [5_000, 20_000, 50_000, 250_000];
        yield return ("mix of 5, 20, 50 and 250 KB", [.. Enumerable.Range(0, 80).Select(seed => SamplePages.Make(mix[seed % mix.Length], seed))], 4_000);
    }

    private static ParserCost Median(Func<ParserCost> run) => Median([.. Enumerable.Range(0, Rounds).Select(_ => run())]);

    private static ParserCost Median(IReadOnlyList<ParserCost> costs) => costs.OrderBy(cost => cost.PagesPerCpuSecond).ElementAt(costs.Count / 2);
}
