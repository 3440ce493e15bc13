using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Parsing;

/// <summary>Starts workers, one try each, each in an empty folder that is gone when it runs. Thread-safe. Disposed last of all: the children end with it.</summary>
internal sealed partial class WorkerStarter(
    WorkerCommand command, ParserPoolOptions options, PoolCounters counters, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly StarterThread _thread = new();
    private readonly WorkerWalls _walls = new();
    private WorkerCommand _command = command;
    private WorkerCommand? _proven;

    /// <summary>What stands around the workers: what they are started behind, and then what they build themselves.</summary>
    public IReadOnlyList<SandboxLayer> Layers => [Volatile.Read(ref _command).Sandbox.Network, .. _walls.Layers];

    /// <summary>Starts a worker and greets it.</summary>
    /// <exception cref="ParserUnavailableException">No worker of this kind can be used.</exception>
    /// <exception cref="WorkerStartException">This one could not be used.</exception>
    public async Task<ParserWorker> StartAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        try
        {
            var worker = await StartBehindAnyAsync(cancellationToken);
            LogStarted(worker.Identity.ProcessId, time.GetElapsedTime(begin).TotalMilliseconds);
            return worker;
        }
        catch (WorkerStartException error)
        {
            counters.AddFailedStart();
            LogStartFailed(error.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _thread.Dispose();

    private async Task<ParserWorker> StartBehindAnyAsync(CancellationToken cancellationToken)
    {
        var expected = Volatile.Read(ref _command);
        try
        {
            return await StartAsync(expected, cancellationToken);
        }
        catch (WorkerStartException) when (!ReferenceEquals(expected, Volatile.Read(ref _proven)))
        {
            // Perhaps it is the sandbox that is not to be had: only then can another one help.
            var found = await SandboxProbe.FindAsync().WaitAsync(cancellationToken);
            if (found.StartsAs(expected.Sandbox))
            {
                throw;
            }

            if (options.RequireSandbox)
            {
                Sandbox.ThrowIfIncomplete(found.Network);
            }

            Volatile.Write(ref _command, WorkerCommand.For(options, found));
            return await StartAsync(_command, cancellationToken);
        }
    }

    private async Task<ParserWorker> StartAsync(WorkerCommand command, CancellationToken cancellationToken)
    {
        using var folder = new VanishingFolder();
        var process = await _thread.RunAsync(() => ParserProcess.Start(command, folder.Path, time, logger));
        var worker = new ParserWorker(process, options, counters, time);
        await GreetAsync(worker, cancellationToken);
        Volatile.Write(ref _proven, command);
        return worker;
    }

    private async Task GreetAsync(ParserWorker worker, CancellationToken cancellationToken)
    {
        var isGreeted = false;
        try
        {
            _walls.Add(await worker.GreetAsync(cancellationToken));
            isGreeted = true;
        }
        finally
        {
            if (!isGreeted)
            {
                await worker.DisposeAsync();
            }
        }
    }

    [LoggerMessage(EventIds.Parsing.WorkerStarted, LogLevel.Debug, "Started parser process {ProcessId} in {ElapsedMilliseconds:F0} ms")]
    private partial void LogStarted(int processId, double elapsedMilliseconds);

    [LoggerMessage(EventIds.Parsing.WorkerStartFailed, LogLevel.Warning, "A parser worker did not start: {Reason}")]
    private partial void LogStartFailed(string reason);
}
