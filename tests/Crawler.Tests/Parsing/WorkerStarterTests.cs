using AsyncCrawler.Parsing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>A start: the first worker is the trial of the sandbox that was expected.</summary>
public sealed class WorkerStarterTests : IDisposable
{
    // As unshare does where the kernel allows no namespace.
    private static readonly Sandbox Refused = new(["/bin/false"], new SandboxLayer { Name = Sandbox.NoNetwork, IsActive = true, Detail = "expected" });

    private readonly FakeWorkerFolder _workers = new();
    private readonly PoolCounters _counters = new();

    public void Dispose() => _workers.Dispose();

    [Fact]
    public async Task Start_BehindASandboxThatIsNotGranted_IsRepeatedBehindTheOneThatIs()
    {
        using var starter = Starter(_workers.Options(), Refused);

        await using var worker = await starter.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal((await SandboxProbe.FindAsync()).Network, starter.Layers[0]);
        Assert.Equal(0, _counters.FailedStarts);
    }

    [Fact]
    public async Task Start_OfAWorkerThatFailsBehindAnySandbox_TellsWhatTheWorkerSaid()
    {
        using var starter = Starter(_workers.Options("exits-at-start"), Refused);

        var error = await Assert.ThrowsAsync<WorkerStartException>(() => starter.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("go on", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _counters.FailedStarts);
    }

    [Fact]
    public async Task Start_WithTheSandboxRequired_IsRepeatedOnlyBehindACompleteOne()
    {
        var options = _workers.Options("confined");
        options.RequireSandbox = true;
        var found = await SandboxProbe.FindAsync();
        using var starter = Starter(options, Refused);

        if (found.Network.IsActive)
        {
            await using var worker = await starter.StartAsync(TestContext.Current.CancellationToken);
            Assert.False(worker.HasExited);
        }
        else
        {
            var error = await Assert.ThrowsAsync<ParserUnavailableException>(() => starter.StartAsync(TestContext.Current.CancellationToken));
            Assert.Contains(found.Network.Detail, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_OfAWorker_LeavesNoFolderBehind()
    {
        using var starter = Starter(_workers.Options(), new Sandbox([], (await SandboxProbe.FindAsync()).Network));

        await using var worker = await starter.StartAsync(TestContext.Current.CancellationToken);

        // proc(5): the link of a folder that is gone says so.
        var folder = new DirectoryInfo($"/proc/{worker.Identity.ProcessId}/cwd").LinkTarget;
        Assert.Matches("/asynccrawler-parser-.* \\(deleted\\)$", folder);
    }

    private WorkerStarter Starter(ParserPoolOptions options, Sandbox sandbox) =>
        new(WorkerCommand.For(options, sandbox), options, _counters, TimeProvider.System, NullLogger.Instance);
}
