using System.Globalization;

namespace AsyncCrawler.Host.Bench;

/// <summary>Processor time and memory of processes and their children, from proc(5). Elsewhere than on Linux everything is 0.</summary>
internal static class ProcessFacts
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Processor seconds of the children of this process that have ended, and of theirs.</summary>
    public static double CpuSecondsOfEndedChildren()
    {
        // The name, field 2, stands in brackets and may hold anything; cutime and cstime are fields 16 and 17.
        var text = Read("/proc/self/stat");
        return text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(13).Take(2)
            .Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Bytes of resident memory of a process and its descendants; pages that they share count for each.</summary>
    /// <param name="processId">The process.</param>
    public static long ResidentBytes(int processId)
    {
        var own = Read($"/proc/{processId}/statm").Split(' ') is [_, var pages, ..] ? long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
        return own + ChildrenOf(processId).Sum(ResidentBytes);
    }

    private static IEnumerable<int> ChildrenOf(int processId)
    {
        var tasks = $"/proc/{processId}/task";
        return EntriesOf(tasks)
            .SelectMany(task => Read(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));
    }

    private static string[] EntriesOf(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
