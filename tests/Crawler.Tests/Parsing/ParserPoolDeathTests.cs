using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>Rows P01, P05 to P08 and P10 of the torture list: children that die, will not die, or leak.</summary>
public sealed class ParserPoolDeathTests : IDisposable
{
    // Where the deadline is the subject. A healthy child of a busy machine must not run into it.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly FakeWorkerFolder _workers = new();

    public void Dispose() => _workers.Dispose();

    [Theory]
    [InlineData("exit 0", WorkerDeathReason.Exited, ParseFailureReason.WorkerDied)]
    [InlineData("exit 1", WorkerDeathReason.Exited, ParseFailureReason.WorkerDied)]
    [InlineData("abort", WorkerDeathReason.Aborted, ParseFailureReason.WorkerDied)]
    [InlineData("crash", WorkerDeathReason.Crashed, ParseFailureReason.WorkerDied)]
    [InlineData("kill", WorkerDeathReason.Killed, ParseFailureReason.WorkerDied)]
    [InlineData("allocate", WorkerDeathReason.OutOfMemory, ParseFailureReason.OutOfMemory)]
    [InlineData("half-frame-abort", WorkerDeathReason.Aborted, ParseFailureReason.WorkerDied)]
    public Task P01_ChildDiesOfAPage_ThePageIsTriedTwiceAndTheOthersAreAnswered(string deed, WorkerDeathReason death, ParseFailureReason reason) =>
        Lethal.AssertCostsTwoChildrenAsync(_workers, _workers.Options(), deed, death, reason);

    [Theory]
    [InlineData("kill")]
    [InlineData("exit 3")]
    public async Task P01_ChildDiesByAccident_ThePageIsAnsweredByTheNext(string deed)
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        Assert.Equal("recovered", Pages.Title(await pool.ParseAsync($"once {_workers.NewPath("mark")} {deed}")));

        Assert.Equal(1, Assert.Single(pool.Snapshot().Deaths).Value);
        Assert.Equal((1, 0), (pool.Snapshot().Restarts, pool.Snapshot().Condemned));
    }

    [Fact]
    public async Task P05_ChildLeavesAGrandchildWithThePipes_NobodyWaitsForItAndItIsKilled()
    {
        var file = _workers.NewPath("grandchild");
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());
        Assert.SkipUnless(pool.Snapshot().Sandbox.Single(layer => layer.Name == "own-session").IsActive, "Without setsid there is no group to kill.");

        Assert.Equal("recovered", Pages.Title(await pool.ParseAsync($"once {_workers.NewPath("mark")} grandchild {file}")));

        await Processes.EndAsync(int.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), null));
    }

    [Fact]
    public async Task P06_ChildIsStoppedBySignal_IsKilledAtTheDeadlineAndThePageAnsweredByTheNext()
    {
        var options = _workers.Options();
        options.DocumentTimeout = Deadline;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        Assert.Equal("recovered", Pages.Title(await pool.ParseAsync($"once {_workers.NewPath("mark")} stop")));

        Assert.Equal(WorkerDeathReason.TimedOut, Assert.Single(pool.Snapshot().Deaths).Key);
    }

    [Fact]
    public async Task P07_ServiceIsKilledWithABusyChild_NoChildIsLeft()
    {
        using var service = Processes.Start(_workers.Link("service"), _workers.Link(FakeWorkerFolder.Obedient));
        IReadOnlyList<int> children;
        try
        {
            Assert.Equal("busy", await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            children = [.. _workers.LiveProcesses().Where(id => id != service.Id)];
        }
        finally
        {
            service.Kill();
        }

        Assert.NotEmpty(children);
        await Task.WhenAll(children.Select(Processes.EndAsync));
    }

    [Fact]
    public async Task P08_ChildLeaks_IsRetiredAtTheMemoryMarkInGoodHealth()
    {
        var options = _workers.Options();
        options.RetireAtBytes = 128L * 1024 * 1024;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        for (var i = 0; i < 200; i++)
        {
            Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync("leak"));
        }

        Assert.InRange(pool.Snapshot().Retirements, 1, 3);
        Assert.Empty(pool.Snapshot().Deaths);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task P10_PoisonAmongGoodPages_EachIsAnsweredExactlyOnce(int seed)
    {
        var random = new Random(seed);
        string[] deeds = ["exit 0", "kill", "abort", "length", "other-document", "twice"];
        var texts = Enumerable.Range(0, 200)
            .Select(i => random.Next(25) == 0 ? $"{deeds[random.Next(deeds.Length)]}" : $"say {i}")
            .ToList();
        var options = _workers.Options();
        options.Workers = 2;
        options.WarmSpares = 1;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        var outcomes = await Task.WhenAll(texts.Select(pool.ParseAsync));

        foreach (var (text, outcome) in texts.Zip(outcomes))
        {
            if (text.StartsWith("say", StringComparison.Ordinal) || text == "twice")
            {
                Assert.Equal(text, Pages.Title(outcome));
            }
            else
            {
                Assert.IsType<ParseOutcome.Failed>(outcome);
            }
        }

        var snapshot = pool.Snapshot();
        Assert.Equal(outcomes.Count(outcome => outcome is ParseOutcome.Parsed), snapshot.Workers.Sum(worker => worker.Documents));
        Assert.Equal(outcomes.Count(outcome => outcome is ParseOutcome.Failed), snapshot.Condemned + snapshot.Spared);
        await pool.StopAsync();
        Assert.Empty(_workers.LiveProcesses());
    }

    [Fact]
    public async Task P01_SpareDiesWhileItWaits_TheNextIsStartedInItsPlace()
    {
        var options = _workers.Options();
        options.WarmSpares = 1;
        var log = new PoolLog();
        await using var pool = await FakeWorkerFolder.StartAsync(options, log);

        // Also without a second of peace: this death is the reason to have a spare.
        await pool.ParseAsync($"once {_workers.NewPath("first-mark")} exit 0");
        await log.WaitForAsync("Started parser process", 3);
        var spare = Assert.Single(_workers.LiveProcesses(), id => id != pool.Snapshot().Workers[0].ProcessId);

        Processes.Kill(spare);
        await Processes.EndAsync(spare);

        Assert.Equal("recovered", Pages.Title(await pool.ParseAsync($"once {_workers.NewPath("mark")} exit 0")));
    }

    [Fact]
    public async Task Death_IsToldWithTheLastWordsAndTheWorkersName()
    {
        var log = new PoolLog();
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options(), log);
        var worker = pool.Snapshot().Workers[0].ProcessId;

        Assert.Equal("grumble loudly", Pages.Title(await pool.ParseAsync("grumble loudly")));
        await pool.ParseAsync($"once {_workers.NewPath("mark")} exit 9");

        await log.WaitForAsync($@"parser-1 ({worker}) says: \u{{1B}}]0;owned\u{{7}} loudly", 1);
        await log.WaitForAsync($"parser-1 ({worker}) died after 1 documents, Exited: The worker exited with code 9; it said:", 1);
    }

    [Fact]
    public async Task PageThatIsGivenUp_IsToldByTheHashThatRecordsHave()
    {
        var log = new PoolLog();
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options(), log);

        await pool.ParseAsync("exit 9");

        await log.WaitForAsync($"Document 1 with SHA-256 {Pages.Of("exit 9").Sha256} killed two workers", 1);
    }
}
