using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Parsing;

/// <summary>
/// One child process as the operating system sees it: started, watched, killed, reaped. It is never waited for without a
/// limit, not even when one that it started keeps its pipes open. Whoever starts it disposes it.
/// </summary>
internal sealed partial class ParserProcess : IAsyncDisposable
{
    // Between the exit and the end of the pipes lies only what the child wrote before; a local copy, so a second is ample.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    // SIGKILL works at once, unless the process hangs in the kernel; then nobody can help.
    private static readonly TimeSpan ReapTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _pipes;
    private readonly StandardErrorDrain _errors;
    private readonly Task _errorsRead;
    private readonly Task _exited;
    private WorkerDeath? _verdict;

    private ParserProcess(Process process, TimeProvider time, ILogger logger)
    {
        _process = process;
        _time = time;
        _logger = logger;
        Id = process.Id;
        Input = process.StandardInput.BaseStream;
        PipeCapacity.TryRaise(Input);
        _pipes = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Output = new ReplyPipe(process.StandardOutput.BaseStream, _pipes.Token);
        _errors = new StandardErrorDrain(line => LogPrinted(Name, Id, line), KillForFlood);
        _errorsRead = _errors.RunAsync(process.StandardError.BaseStream, _pipes.Token);
        _exited = WatchAsync();
    }

    /// <summary>The place that it works in, for the log.</summary>
    public string Name { get; set; } = "parser-spare";

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The child's standard input.</summary>
    public Stream Input { get; }

    /// <summary>The child's standard output; reads end with <see cref="PipesEnd"/>.</summary>
    public Stream Output { get; }

    /// <summary>Cancelled when what the child wrote before its end must have been read.</summary>
    public CancellationToken PipesEnd => _pipes.Token;

    /// <summary>True when the process is gone.</summary>
    public bool HasExited => _exited.IsCompleted;

    /// <summary>Starts a process. Blocks for some milliseconds, and ties the child to the calling thread: see <see cref="StarterThread"/>.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="folder">Where the child runs.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="logger">Where the child's standard error goes.</param>
    /// <exception cref="WorkerStartException">The operating system refused.</exception>
    public static ParserProcess Start(WorkerCommand command, string folder, TimeProvider time, ILogger logger)
    {
        var start = new ProcessStartInfo(command.Line[0], command.Line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) is { } process
                ? new ParserProcess(process, time, logger)
                : throw new WorkerStartException($"{command.Line[0]} did not start a process.");
        }
        catch (Win32Exception error)
        {
            throw new WorkerStartException($"{command.Line[0]} cannot be started: {error.Message}.", error);
        }
    }

    /// <summary>Kills the process and all that it started. The first verdict stands; none is needed for a process that is no longer wanted.</summary>
    /// <param name="verdict">Why; null when it is nobody's fault.</param>
    public void Kill(WorkerDeath? verdict)
    {
        Interlocked.CompareExchange(ref _verdict, verdict, null);
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already, or parts of its tree are: what is left falls to the group.
        }

        KillGroup();
    }

    /// <summary>Waits for the end of the process, and kills it when it outlives <paramref name="patience"/>.</summary>
    /// <param name="patience">How long it may take to leave by itself.</param>
    /// <param name="lingering">The verdict when it does not; null when it is nobody's fault.</param>
    /// <returns>How it ended.</returns>
    public async Task<WorkerDeath> EndAsync(TimeSpan patience, WorkerDeath? lingering)
    {
        if (!await EndsWithinAsync(_exited, patience))
        {
            Kill(lingering);
            if (!await EndsWithinAsync(_exited, ReapTime))
            {
                LogLingers(Name, Id);
                _pipes.CancelAfter(TimeSpan.Zero);
            }
        }

        await _errorsRead;
        int? exitCode = HasExited ? _process.ExitCode : null;

        // Where there are signals, our verdict explains an end by SIGKILL and no other: a worker that aborts in the middle of
        // a frame breaks the protocol too, but what it died of is the abort.
        return _verdict is { } verdict && (exitCode is null or 137 || OperatingSystem.IsWindows())
            ? verdict
            : WorkerDeath.FromExit(exitCode, _errors.SaidOutOfMemory, _errors.LastLine);
    }

    /// <summary>The memory that the process holds at this moment.</summary>
    /// <returns>Bytes; 0 where that cannot be told.</returns>
    public long ResidentBytes()
    {
        try
        {
            // proc(5): the second number of statm is the resident set in pages.
            return OperatingSystem.IsLinux()
                && File.ReadAllText($"/proc/{Id}/statm").Split(' ') is [_, var pages, ..]
                && long.TryParse(pages, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count * Environment.SystemPageSize
                : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Kills the process if it still runs, reaps it, and closes the pipes.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(TimeSpan.Zero, null);
        await _pipes.CancelAsync();
        _pipes.Dispose();
        _process.Dispose();
    }

    private async Task WatchAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        KillGroup();
        _pipes.CancelAfter(DrainTime);
    }

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan patience)
    {
        try
        {
            await task.WaitAsync(patience, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // A child leads a group as soon as it has its own session. Before that there is none of this number, and nothing is killed.
    private void KillGroup()
    {
        if (!OperatingSystem.IsWindows())
        {
            ProcessGroup.Kill(Id);
        }
    }

    private void KillForFlood() => Kill(new WorkerDeath(
        WorkerDeathReason.OutputFlood, $"The worker wrote more than {StandardErrorDrain.MaxBytes} bytes to its standard error."));

    [LoggerMessage(EventIds.Parsing.WorkerPrinted, LogLevel.Debug, "{Worker} ({ProcessId}) says: {Line}")]
    private partial void LogPrinted(string worker, int processId, string line);

    [LoggerMessage(EventIds.Parsing.WorkerLingers, LogLevel.Error, "{Worker} ({ProcessId}) was killed and does not go: it hangs in the kernel")]
    private partial void LogLingers(string worker, int processId);
}
