using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>P02: whatever keeps the workers from starting is told in one line that names the thing and the next step.</summary>
public sealed class ParserPoolStartTests : IDisposable
{
    private readonly FakeWorkerFolder _workers = new();

    public void Dispose() => _workers.Dispose();

    [Fact]
    public async Task P02_WorkerIsMissing_TheStartNamesThePath()
    {
        var options = _workers.Options();
        options.WorkerPath = _workers.NewPath("nothing-here");

        var message = await FaultOfStartAsync(options);

        Assert.Contains(options.WorkerPath, message, StringComparison.Ordinal);
        Assert.Contains("is missing", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P02_WorkerIsNotExecutable_TheStartSaysChmod()
    {
        var options = _workers.Options();
        options.WorkerPath = _workers.NewPath("plain-file");
        await File.WriteAllTextAsync(options.WorkerPath, "", TestContext.Current.CancellationToken);

        Assert.Contains("chmod +x", await FaultOfStartAsync(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exits-at-start", @"exited with code 7; it said: I \u{1B}[31mcannot\u{1B}[0m go on")]
    [InlineData("says-nonsense", "did not say hello properly: Frame kind 111 is unknown")]
    [InlineData("refuses-first-page", "It refuses the first page: no page is good enough")]
    public async Task P02_WorkerCannotBeUsed_ThePoolGivesUpAfterItsAttempts(string name, string why)
    {
        var options = _workers.Options(name);
        options.StartAttempts = 3;
        await using var pool = FakeWorkerFolder.Pool(options);

        var error = await Assert.ThrowsAsync<ParserUnavailableException>(() => pool.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("in 3 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal((3, error.Message), (pool.Snapshot().FailedStarts, pool.Snapshot().Fault));
        await Assert.ThrowsAsync<ParserUnavailableException>(() => pool.ParseAsync("say x"));
        Assert.Empty(_workers.LiveProcesses());
    }

    [Fact]
    public async Task P02_WorkerSaysNothing_TheStartTimesOut()
    {
        var options = _workers.Options("says-nothing");
        options.StartTimeout = TimeSpan.FromMilliseconds(300);

        Assert.Contains("no answer within 0.3 s", await FaultOfStartAsync(options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P02_WorkerSpeaksAnotherProtocol_TheStartFailsAtOnce()
    {
        var options = _workers.Options("speaks-protocol-99");
        options.StartPause = TimeSpan.FromSeconds(30);

        Assert.Equal(
            $"Parser worker speaks protocol 99, crawler speaks {ParserProtocol.Version}: rebuild both (parser-worker folder is stale).",
            await FaultOfStartAsync(options));
    }

    [Fact]
    public async Task P02_WorkerVanishesWhileTheCrawlRuns_ThePoolGivesUpAndCanBeStartedAgain()
    {
        var options = _workers.Options();
        await using var pool = await FakeWorkerFolder.StartAsync(options);
        File.Delete(options.WorkerPath ?? "");

        // It dies with the first call, and cannot be replaced: also the second hears of it.
        var calls = new[] { pool.ParseAsync("exit 0"), pool.ParseAsync("say x") };
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ParserUnavailableException>(() => call);
        }

        _workers.Link(FakeWorkerFolder.Obedient);
        await pool.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("say x", Pages.Title(await pool.ParseAsync("say x")));
        Assert.Null(pool.Snapshot().Fault);
    }

    [Fact]
    public async Task Start_WhenCancelled_LeavesNoProcess()
    {
        using var cancellation = new CancellationTokenSource();
        await using var pool = FakeWorkerFolder.Pool(_workers.Options("says-nothing"));

        var starting = pool.StartAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Empty(_workers.LiveProcesses());
    }

    private async Task<string> FaultOfStartAsync(ParserPoolOptions options)
    {
        await using var pool = FakeWorkerFolder.Pool(options);
        var error = await Assert.ThrowsAsync<ParserUnavailableException>(() => pool.StartAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_workers.LiveProcesses());
        return error.Message;
    }
}
