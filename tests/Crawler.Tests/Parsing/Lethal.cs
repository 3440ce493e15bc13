using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>What every lethal page has in common.</summary>
internal static class Lethal
{
    /// <summary>The page is tried on two children and given up; its neighbours are answered; its content is not sent again.</summary>
    public static async Task AssertCostsTwoChildrenAsync(
        FakeWorkerFolder workers, ParserPoolOptions options, string deed, WorkerDeathReason death, ParseFailureReason reason)
    {
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        var neighbours = Enumerable.Range(0, 3).Select(i => pool.ParseAsync($"say before {i}")).ToList();
        var lethal = pool.ParseAsync(deed);
        neighbours.AddRange(Enumerable.Range(0, 6).Select(i => pool.ParseAsync($"say after {i}")));

        var failure = Assert.IsType<ParseOutcome.Failed>(await lethal);
        Assert.Equal(reason, failure.Reason);
        Assert.NotNull(failure.Worker);
        Assert.All(await Task.WhenAll(neighbours), outcome => Assert.StartsWith("say", Pages.Title(outcome), StringComparison.Ordinal));
        Assert.Equal(new Dictionary<WorkerDeathReason, int> { [death] = 2 }, pool.Snapshot().Deaths);

        Assert.Equal(reason, Assert.IsType<ParseOutcome.Failed>(await pool.ParseAsync(deed)).Reason);
        Assert.Equal(new Dictionary<WorkerDeathReason, int> { [death] = 2 }, pool.Snapshot().Deaths);
        Assert.Equal((1, 1), (pool.Snapshot().Condemned, pool.Snapshot().Spared));

        await pool.StopAsync();
        Assert.Empty(workers.LiveProcesses());
    }
}
