using System.Globalization;

namespace AsyncCrawler.Host.Operation;

/// <summary>Whether this process may open as many files as it takes to run at all (promises Q05).</summary>
internal static class DescriptorLimit
{
    /// <summary>What the program needs: some 250 for its own code and stores, the reserve of the crawler, and some connections.</summary>
    public const int Least = 400;

    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Looks at the limit of this process.</summary>
    /// <returns>The fault and the next step; null when there is enough room, or the system does not tell.</returns>
    public static string? FindFault() => File.Exists(Limits) ? FindFault(File.ReadLines(Limits)) : null;

    /// <summary>Looks at the lines of <c>/proc/PID/limits</c>.</summary>
    public static string? FindFault(IEnumerable<string> limits)
    {
        // The soft limit: the runtime has raised it as far as it may.
        var words = limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words is [var soft, ..] && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit < Least
            ? $"This process may open {limit} files, and needs at least {Least}: raise the limit (ulimit -n 4096, or LimitNOFILE=4096 in its unit)."
            : null;
    }
}
