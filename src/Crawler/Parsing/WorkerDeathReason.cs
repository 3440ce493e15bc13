namespace AsyncCrawler.Parsing;

/// <summary>Why a parser process ended that was neither retired nor stopped.</summary>
public enum WorkerDeathReason
{
    /// <summary>It ended itself, with whatever exit code.</summary>
    Exited,

    /// <summary>Its runtime gave up for another reason than memory (SIGABRT, exit code 134): stack overflow, fail-fast, unhandled exception.</summary>
    Aborted,

    /// <summary>It reached its heap limit (exit code 134, and it said so).</summary>
    OutOfMemory,

    /// <summary>Somebody else killed it (SIGKILL, exit code 137): the kernel for want of memory, or an operator.</summary>
    Killed,

    /// <summary>It touched memory that is not there (SIGSEGV or SIGBUS, exit codes 139 and 135).</summary>
    Crashed,

    /// <summary>It used up its processor time (SIGXCPU, exit code 152).</summary>
    CpuLimit,

    /// <summary>Another signal ended it.</summary>
    Signalled,

    /// <summary>A document took longer than the deadline; we killed it.</summary>
    TimedOut,

    /// <summary>It broke the protocol; we killed it.</summary>
    ProtocolViolation,

    /// <summary>It wrote too much to its standard error; we killed it.</summary>
    OutputFlood,
}
