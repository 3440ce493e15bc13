using AsyncCrawler.Contracts;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>What the wall costs: a pool of two children against two threads of one process.</summary>
/// <param name="worker">The worker program, such as a native one; null for the one beside this program, against its code in this process.</param>
internal sealed class PoolReport(string? worker)
{
    private readonly InProcess _threads = new(PoolUnderTest.Workers);

    /// <summary>Measures and writes it.</summary>
    /// <param name="size">The only sample that is wanted, such as <c>29 KB</c>; null for all.</param>
    /// <param name="output">Where to.</param>
    public async Task WriteAsync(string? size, TextWriter output)
    {
        await output.WriteLineAsync($"""
            ## Pool of two children against two threads of one process, {(worker is null ? "compiled while they run" : "of another worker program")}

            {(worker is null ? "All have parsed pages until that cost no less, and so are compiled for good." : $"All run `{worker}`, the one process by its `measure`.")}

            | page | way | in-process, pages per CPU second | pool | ratio | parent, us per page | children, us per page | parent, kB allocated per page |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        Sample[] samples = [.. Sample.All.Where(sample => size is null || sample.Name == size)];
        var warmUp = samples is [var only] ? only : Sample.Mix;

        // The same children for all sizes: others would have to become warm again.
        await using PoolUnderTest tokens = new([], worker), tree = new(InProcess.TreeFields, worker);
        await WarmUpAsync(tokens, [], warmUp);
        await WarmUpAsync(tree, InProcess.TreeFields, warmUp);
        foreach (var sample in samples)
        {
            await CompareAsync("tokens", tokens, [], sample, output);
            await CompareAsync("tree", tree, InProcess.TreeFields, sample, output);
        }

        await output.WriteLineAsync();
    }

    private async Task WarmUpAsync(PoolUnderTest pool, IReadOnlyList<FieldRule> fields, Sample sample)
    {
        await pool.StartAsync();
        await WarmUp.RunAsync(() => pool.RunAsync(sample.Pages, sample.CountFor(fields), static _ => true));
        if (worker is null)
        {
            await WarmUp.RunAsync(() => Task.FromResult(RunAlone(sample, fields)));
        }
    }

    private ParserCost RunAlone(Sample sample, IReadOnlyList<FieldRule> fields) => worker is null
        ? _threads.Run(sample.Pages, fields, sample.CountFor(fields))
        : new WorkerAlone(worker, PoolUnderTest.Workers).Run(sample.Pages, fields, sample.CountFor(fields));

    private async Task CompareAsync(string way, PoolUnderTest pool, IReadOnlyList<FieldRule> fields, Sample sample, TextWriter output)
    {
        var count = sample.CountFor(fields);
        await pool.RunAsync(sample.Pages, count, static _ => true);
        RunAlone(sample, fields);
        var (alone, pooled) = (new List<ParserCost>(), new List<ParserCost>());
        for (var round = 0; round < ParsersScenario.Rounds; round++)
        {
            alone.Add(RunAlone(sample, fields));
            pooled.Add(await pool.RunAsync(sample.Pages, count, static _ => true));
        }

        var (inProcess, together) = (ParserCost.MedianOf(alone), ParserCost.MedianOf(pooled));
        await output.WriteLineAsync(
            $"| {sample.Name} | {way} | {inProcess.PagesPerCpuSecond:N0} | {together.PagesPerCpuSecond:N0} | {together.PagesPerCpuSecond / inProcess.PagesPerCpuSecond:F2} | {together.OwnMicrosecondsPerPage:N0} | {together.ChildMicrosecondsPerPage:N0} | {together.KilobytesPerPage:N1} |");
    }
}
