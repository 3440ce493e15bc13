using System.Globalization;
using System.Runtime.InteropServices;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>The processor time of this process and its children: those that ended and were waited for, and those that run.</summary>
internal static class ProcessTree
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    // clock_gettime(2): the clock of all threads of a process, by the number of the process; of 0 it is the caller's.
    private const int OfAllThreads = 2;

    /// <summary>Processor seconds so far.</summary>
    /// <param name="children">The process ids of the children that may run.</param>
    /// <returns>User and system time.</returns>
    public static double CpuSeconds(IEnumerable<int> children) => Of(Environment.ProcessId) + OfChildren(children);

    /// <summary>Processor seconds of the children alone.</summary>
    /// <param name="children">The process ids of those that may run.</param>
    /// <returns>User and system time, that of children which ended included.</returns>
    public static double OfChildren(IEnumerable<int> children) => OfEnded() + children.Sum(Of);

    /// <summary>Processor seconds of one process, to the nanosecond: a hundred pages take less than a tick of proc(5).</summary>
    /// <param name="process">Its process id.</param>
    /// <returns>User and system time; 0 when it is gone.</returns>
    public static double Of(int process) =>
        ReadClock((~process << 3) | OfAllThreads, out var time) == 0 ? time.Seconds + (time.Nanoseconds / 1e9) : 0;

    private static double OfEnded()
    {
        // The name, field 2, stands in brackets and may hold anything; cutime is field 16, and cstime follows. See proc(5).
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(13).Take(2).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Time time);

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
