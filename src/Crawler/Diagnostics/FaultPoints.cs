using System.Diagnostics;
using System.Globalization;

namespace AsyncCrawler.Diagnostics;

/// <summary>
/// Kills this process, as <c>kill -9</c> would, at the n-th time it comes to a place: set
/// <c>ASYNCCRAWLER_FAULT=CommitBegun:3</c>. For the tests of promise R3; without the variable each place costs one comparison.
/// </summary>
internal static class FaultPoints
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "ASYNCCRAWLER_FAULT";

    private static readonly (FaultPoint Point, int Count)? Armed = Read(Environment.GetEnvironmentVariable(Variable));
    private static int _hits;

    /// <summary>Says that the process has come to a place.</summary>
    public static void Hit(FaultPoint point)
    {
        if (Armed is { } armed && armed.Point == point && Interlocked.Increment(ref _hits) == armed.Count)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    private static (FaultPoint Point, int Count)? Read(string? text) =>
        text?.Split(':') is [var name, var number] && Enum.TryParse<FaultPoint>(name, out var point)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (point, count) : null;
}
