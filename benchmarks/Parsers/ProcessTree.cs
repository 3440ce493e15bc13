using System.Runtime.InteropServices;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>The processor time of this process and its children: those that ended and were waited for, and those that run.</summary>
internal static class ProcessTree
{
    // clock_gettime(2): the clock of all threads of a process, by the number of the process; of 0 it is the caller's.
    private const int OfAllThreads = 2;

    // getrusage(2): RUSAGE_CHILDREN.
    private const int EndedChildren = -1;

    /// <summary>Processor seconds so far.</summary>
    /// <param name="children">The process ids of the children that may run.</param>
    /// <returns>User and system time.</returns>
    public static double CpuSeconds(IEnumerable<int> children) => Of(Environment.ProcessId) + OfChildren(children);

    /// <summary>Processor seconds of the children alone.</summary>
    /// <param name="children">The process ids of those that may run.</param>
    /// <returns>User and system time, that of children which ended included.</returns>
    public static double OfChildren(IEnumerable<int> children) => OfEnded() + children.Sum(Of);

    /// <summary>Processor seconds of the children that ended and were waited for.</summary>
    /// <returns>User and system time, to the microsecond.</returns>
    public static double OfEnded() => ReadUsage(EndedChildren, out var usage) == 0
        ? usage.User.Seconds + usage.System.Seconds + ((usage.User.Fraction + usage.System.Fraction) / 1e6)
        : 0;

    /// <summary>Processor seconds of one process, to the nanosecond: a hundred pages take less than a tick of proc(5).</summary>
    /// <param name="process">Its process id.</param>
    /// <returns>User and system time; 0 when it is gone.</returns>
    public static double Of(int process) =>
        ReadClock((~process << 3) | OfAllThreads, out var time) == 0 ? time.Seconds + (time.Fraction / 1e9) : 0;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Time time);

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadUsage(int whose, out Usage usage);

    /// <summary><c>struct timespec</c>, whose fraction is nanoseconds, and <c>struct timeval</c>, whose fraction is microseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Fraction;
    }

    /// <summary><c>struct rusage</c>: after the times come fourteen numbers that nobody asks for.</summary>
    [StructLayout(LayoutKind.Sequential, Size = (2 + 2 + 14) * sizeof(long))]
    private struct Usage
    {
        public Time User;
        public Time System;
    }
}
