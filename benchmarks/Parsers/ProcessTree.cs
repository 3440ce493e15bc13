using System.Globalization;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>The processor time of this process and its children, from proc(5): those that ended and were waited for, and those that run.</summary>
internal static class ProcessTree
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Processor seconds so far.</summary>
    /// <param name="children">The process ids of the children that run.</param>
    /// <returns>User and system time.</returns>
    public static double CpuSeconds(IEnumerable<int> children) => Read("self", withEnded: true) + children.Sum(Of);

    /// <summary>Processor seconds of one child.</summary>
    /// <param name="process">Its process id.</param>
    /// <returns>User and system time; 0 when it is gone.</returns>
    public static double Of(int process) => Read(process.ToString(CultureInfo.InvariantCulture), withEnded: false);

    private static double Read(string process, bool withEnded)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{process}/stat");
        }
        catch (IOException)
        {
            return 0;
        }

        // The name, field 2, stands in brackets and may hold anything; utime is field 14, and stime, cutime, cstime follow.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Skip(11).Take(withEnded ? 4 : 2).Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
