namespace AsyncCrawler.Host.Diagnostics;

/// <summary>What to say of an error that came of a limit on memory or threads: the runtime wraps it in words that help nobody.</summary>
internal static class ScarcityFault
{
    // All threads of the user count, and few systems allow less than some thousands.
    private const int FewProcesses = 1_000;

    private const string Scarcity = "The system gave no more memory or threads.";

    /// <summary>Looks for the limits that may have led to an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="limits">The lines of <c>/proc/PID/limits</c>.</param>
    /// <returns>The limits and the next step; null when it is another kind of error, or may be one: a library that is not there.</returns>
    public static string? Of(Exception error, IEnumerable<string> limits)
    {
        if (Root(error) is null)
        {
            return null;
        }

        string[] lines = [.. limits];
        var found = new List<string>();
        if (ProcessLimits.SoftOf(lines, "Max address space") is { } bytes)
        {
            found.Add($"{bytes} bytes of address space (ulimit -v, LimitAS)");
        }

        if (ProcessLimits.SoftOf(lines, "Max processes") is { } processes and < FewProcesses)
        {
            found.Add($"{processes} threads with all others of its user (ulimit -u, LimitNPROC)");
        }

        return (found, Root(error)) switch
        {
            ([], DllNotFoundException) => null,
            ([], _) => $"{Scarcity} No limit of this process says why: look at those of its container or control group (pids.max, memory.max; TasksMax, MemoryMax).",
            _ => $"{Scarcity} This process may have {string.Join(", and ", found)}: raise the limit.",
        };
    }

    private static Exception? Root(Exception? error) => error switch
    {
        null or OutOfMemoryException or DllNotFoundException or TaskSchedulerException => error,
        _ => Root(error.InnerException),
    };
}
