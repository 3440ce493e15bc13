using System.Globalization;

namespace AsyncCrawler.Host.Diagnostics;

/// <summary>The limits of this process as Linux tells them.</summary>
internal static class ProcessLimits
{
    private const string Path = "/proc/self/limits";

    /// <summary>The lines of <c>/proc/self/limits</c>; none where the system does not tell.</summary>
    public static IEnumerable<string> Lines() => File.Exists(Path) ? File.ReadLines(Path) : [];

    /// <summary>The soft limit of a name, for example <c>Max open files</c>.</summary>
    /// <param name="limits">The lines.</param>
    /// <param name="name">How its line begins.</param>
    /// <returns>Null when it is unlimited, or not told.</returns>
    public static long? SoftOf(IEnumerable<string> limits, string name)
    {
        var words = limits.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words is [var soft, ..] && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
