using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Parsing;

/// <summary>Starts workers, one try each, in an empty folder of their own. Thread-safe. Disposed last of all: the children end with it.</summary>
internal sealed partial class WorkerStarter(
    WorkerCommand command, ParserPoolOptions options, PoolCounters counters, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly StarterThread _thread = new();
    private readonly WorkerWalls _walls = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-parser-");

    /// <summary>The walls that the workers built around themselves.</summary>
    public IReadOnlyList<SandboxLayer> Walls => _walls.Layers;

    /// <summary>Starts a worker and greets it.</summary>
    /// <exception cref="ParserUnavailableException">No worker of this kind can be used.</exception>
    /// <exception cref="WorkerStartException">This one could not be used.</exception>
    public async Task<ParserWorker> StartAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        try
        {
            var process = await _thread.RunAsync(() => ParserProcess.Start(command, _folder.FullName, time, logger));
            var worker = new ParserWorker(process, options, counters, time);
            await GreetAsync(worker, cancellationToken);
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
    public void Dispose()
    {
        _thread.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody else removed it, or holds it: an empty folder in the place for such.
        }
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
