using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>The rows P01 to P10 of the torture list, with a child that does its worst.</summary>
public sealed class ParserPoolTortureTests : IDisposable
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
        AssertCostsTwoChildrenAsync(_workers.Options(), deed, death, reason);

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

    [Theory]
    [InlineData("flood-output", WorkerDeathReason.ProtocolViolation)]
    [InlineData("flood-errors", WorkerDeathReason.OutputFlood)]
    public Task P03_ChildFloodsAPipe_IsKilledAtTheCap(string deed, WorkerDeathReason death) =>
        AssertCostsTwoChildrenAsync(_workers.Options(), deed, death, ParseFailureReason.ProtocolViolation);

    [Theory]
    [InlineData("hang")]
    [InlineData("half-frame")]
    [InlineData("deaf")]
    public Task P03_ChildStopsReadingOrWriting_IsKilledAtTheDeadline(string deed)
    {
        var options = _workers.Options();
        options.DocumentTimeout = Deadline;
        return AssertCostsTwoChildrenAsync(options, deed, WorkerDeathReason.TimedOut, ParseFailureReason.TimedOut);
    }

    [Fact]
    public async Task P03_ChildReadsNoMore_ALargePageDoesNotBlockThePool()
    {
        var options = _workers.Options();
        options.DocumentTimeout = Deadline;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        // Far more than a pipe holds: the write cannot end before the kill.
        var deaf = pool.ParseAsync("deaf");
        var large = pool.ParseAsync("say " + new string('x', 1_000_000));

        Assert.Equal(ParseFailureReason.TimedOut, Assert.IsType<ParseOutcome.Failed>(await deaf).Reason);
        Assert.Equal(1_000_004, Pages.Title(await large)?.Length);
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("other-document")]
    [InlineData("length")]
    [InlineData("unknown-kind")]
    [InlineData("unknown-reason")]
    [InlineData("bad-utf8")]
    [InlineData("bad-count")]
    [InlineData("links 11")]
    public Task P04_ChildBreaksTheProtocol_IsKilled(string deed)
    {
        var options = _workers.Options();
        options.Limits = new DocumentLimits { MaxLinks = 10 };
        return AssertCostsTwoChildrenAsync(options, deed, WorkerDeathReason.ProtocolViolation, ParseFailureReason.ProtocolViolation);
    }

    [Fact]
    public async Task P04_ChildAnswersTwice_TheFirstAnswerStandsAndTheChildIsKilled()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        Assert.Equal("twice", Pages.Title(await pool.ParseAsync("twice")));
        Assert.Equal("say on", Pages.Title(await pool.ParseAsync("say on")));

        Assert.Equal((WorkerDeathReason.ProtocolViolation, 1), Assert.Single(pool.Snapshot().Deaths) is var death ? (death.Key, death.Value) : default);
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
        Assert.Equal("busy", await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var children = _workers.LiveProcesses().Where(id => id != service.Id).ToList();

        service.Kill();

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

    [Fact]
    public async Task P09_ChildTriesToConnect_ThereIsNoNetwork()
    {
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());
        Assert.SkipUnless(pool.Snapshot().Sandbox.Single(layer => layer.Name == "no-network").IsActive, "This machine grants no network namespace.");

        var result = Pages.Title(await pool.ParseAsync($"connect {((IPEndPoint)canary.LocalEndpoint).Port}"));

        Assert.Equal(nameof(SocketError.NetworkUnreachable), result);
        Assert.False(canary.Pending());
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

    /// <summary>The page is tried on two children and given up; its neighbours are answered; its content is not sent again.</summary>
    private async Task AssertCostsTwoChildrenAsync(ParserPoolOptions options, string deed, WorkerDeathReason death, ParseFailureReason reason)
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
        Assert.Empty(_workers.LiveProcesses());
    }
}
