using System.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>How a parser process ended.</summary>
/// <param name="Reason">The kind.</param>
/// <param name="Detail">One printable line for the operator.</param>
internal sealed record WorkerDeath(WorkerDeathReason Reason, string Detail)
{
    /// <summary>What that means for the document that it died of.</summary>
    public ParseFailureReason Blame => Reason switch
    {
        WorkerDeathReason.OutOfMemory => ParseFailureReason.OutOfMemory,
        WorkerDeathReason.TimedOut or WorkerDeathReason.CpuLimit => ParseFailureReason.TimedOut,
        WorkerDeathReason.ProtocolViolation or WorkerDeathReason.OutputFlood => ParseFailureReason.ProtocolViolation,
        WorkerDeathReason.Exited or WorkerDeathReason.Aborted or WorkerDeathReason.Killed
            or WorkerDeathReason.Crashed or WorkerDeathReason.Signalled => ParseFailureReason.WorkerDied,
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads an exit code that nobody else explained; 128 and the signal's number where a signal ended the process.</summary>
    /// <param name="exitCode">The code, or null when the process could not be reaped.</param>
    /// <param name="saidOutOfMemory">True when its standard error spoke of memory.</param>
    /// <param name="lastWords">The last line of its standard error; null when it wrote none.</param>
    public static WorkerDeath FromExit(int? exitCode, bool saidOutOfMemory, string? lastWords)
    {
        var (reason, text) = exitCode switch
        {
            null => (WorkerDeathReason.Killed, "could not be reaped"),
            134 when saidOutOfMemory => (WorkerDeathReason.OutOfMemory, "ran out of memory (exit code 134)"),
            134 => (WorkerDeathReason.Aborted, "aborted (exit code 134)"),
            135 or 139 => (WorkerDeathReason.Crashed, $"crashed (exit code {exitCode})"),
            137 => (WorkerDeathReason.Killed, "was killed from outside (exit code 137), perhaps by the kernel for want of memory"),
            152 => (WorkerDeathReason.CpuLimit, "used up its processor time (exit code 152)"),
            > 128 and < 193 => (WorkerDeathReason.Signalled, $"was ended by signal {exitCode - 128}"),
            _ => (WorkerDeathReason.Exited, $"exited with code {exitCode}"),
        };
        return new WorkerDeath(reason, lastWords is null ? $"The worker {text}." : $"The worker {text}; it said: {lastWords}");
    }
}
