using AsyncCrawler.Host.Diagnostics;

namespace AsyncCrawler.Host.Operation;

/// <summary>How many files this process may open: enough to run at all, and how many of them callers may have (promises Q05).</summary>
internal static class DescriptorLimit
{
    /// <summary>What the program needs: some 250 for its own code and stores, the reserve of the crawler, and some connections.</summary>
    public const int Least = 400;

    /// <summary>The most connections that callers may have, however many files there may be.</summary>
    public const int MostConnections = 2_000;

    // What no caller may take: the code and stores of a service that crawls, and the reserve. Without them the runtime ends the process.
    private const int Own = 350;
    private const string Line = "Max open files";

    /// <summary>Looks at the limit of this process.</summary>
    /// <returns>The fault and the next step; null when there is enough room, or the system does not tell.</returns>
    public static string? FindFault() => FindFault(ProcessLimits.Lines());

    /// <summary>Looks at the lines of <c>/proc/PID/limits</c>.</summary>
    public static string? FindFault(IEnumerable<string> limits) => Read(limits) is { } limit && limit < Least
        ? $"This process may open {limit} files, and needs at least {Least}: raise the limit (ulimit -n 4096, or LimitNOFILE=4096 in its unit)."
        : null;

    /// <summary>How many connections callers may have: the other half is for those of the crawls.</summary>
    public static int ConnectionsOfCallers() => ConnectionsOfCallers(ProcessLimits.Lines());

    /// <summary>The same by the lines of <c>/proc/PID/limits</c>.</summary>
    public static int ConnectionsOfCallers(IEnumerable<string> limits) =>
        Read(limits) is { } limit ? (int)Math.Clamp((limit - Own) / 2, 1, MostConnections) : MostConnections;

    // The soft limit: the runtime has raised it as far as it may.
    private static long? Read(IEnumerable<string> limits) => ProcessLimits.SoftOf(limits, Line);
}
