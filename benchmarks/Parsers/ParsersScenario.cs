using AsyncCrawler.Contracts;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>The parsers' prices: tokens against tree, pool against one process, start and restart, poison. Writes a report in Markdown.</summary>
internal static class ParsersScenario
{
    /// <summary>Rounds of which a price is the median.</summary>
    public const int Rounds = 5;

    /// <summary>Runs it, or one part of it.</summary>
    /// <param name="part">Which: <c>all</c>, <c>tokens</c>, <c>pool</c>, <c>start</c> or <c>poison</c>.</param>
    /// <param name="worker">Another worker program, such as a native one, for the pool and the start; null for none. The whole report and that of the start show it behind the one beside this program.</param>
    /// <param name="size">The only sample of the pool that is wanted, such as <c>29 KB</c>; null for all.</param>
    /// <param name="output">Where the tables go.</param>
    public static Task RunAsync(string part, string? worker, string? size, TextWriter output) => part switch
    {
        "all" => WriteAllAsync(worker, output),
        "tokens" => TokensAgainstTreeAsync(output),
        "pool" => new PoolReport(worker).WriteAsync(size, output),
        "start" => StartReport.WriteAsync(worker, output),
        "poison" => PoisonReport.WriteAsync(output),
        _ => throw new ArgumentException($"The parsers' scenario has no part '{part}': it has all, tokens, pool, start and poison."),
    };

    private static async Task WriteAllAsync(string? worker, TextWriter output)
    {
        await output.WriteLineAsync($"""
            # Parsers

            `DOTNET_gcConcurrent=0 DOTNET_GCgen0size=2000000 dotnet run -c Release --project benchmarks -- parsers all WORKER > benchmarks/results/parsers.md`,
            so that this process collects as its children do; WORKER is the native one that `eng/publish-native.sh` makes.

            {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}. Processor time, user and system, of the whole process tree; the
            median of {Rounds} rounds after a warm-up. Other work on the machine makes every number smaller; compare those of one run.

            """);
        await TokensAgainstTreeAsync(output);
        await new PoolReport(null).WriteAsync(null, output);
        if (worker is not null)
        {
            await new PoolReport(worker).WriteAsync(null, output);
        }

        await StartReport.WriteAsync(worker, output);
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
        await WarmUp.RunAsync(() => Task.FromResult(Run(Sample.Mix, [])));
        await WarmUp.RunAsync(() => Task.FromResult(Run(Sample.Mix, InProcess.TreeFields)));
        foreach (var sample in Sample.All)
        {
            var (tokens, tree) = (Median(sample, []), Median(sample, InProcess.TreeFields));
            await output.WriteLineAsync(
                $"| {sample.Name} | {tokens.PagesPerCpuSecond:N0} | {tree.PagesPerCpuSecond:N0} | {tokens.PagesPerCpuSecond / tree.PagesPerCpuSecond:F1} | {tokens.KilobytesPerPage:N1} | {tree.KilobytesPerPage:N1} |");
        }

        await output.WriteLineAsync();

        ParserCost Run(Sample sample, IReadOnlyList<FieldRule> fields) => parser.Run(sample.Pages, fields, sample.CountFor(fields));
        ParserCost Median(Sample sample, IReadOnlyList<FieldRule> fields) => ParserCost.MedianOf([.. Enumerable.Range(0, Rounds).Select(_ => Run(sample, fields))]);
    }
}
