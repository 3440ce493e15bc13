using System.Runtime.InteropServices;

namespace AsyncCrawler.Parsing;

/// <summary>
/// How long a busy worker's replies are left to gather. To be woken for each reply costs more than a small reply itself; so
/// while the worker surely has something to go on with, its reader sleeps, and takes several at once. Not thread-safe.
/// </summary>
internal sealed class ReplyLull
{
    // Less is not worth a call of the kernel; more would be felt as a delay.
    private const double LeastMicroseconds = 60;
    private const double MostMicroseconds = 800;

    // The worker must not run dry: it goes on for one page more than this waits, and pages differ.
    private const double Caution = 0.9;

    private const double Weight = 0.2;

    private double _microsecondsPerPage;

    /// <summary>Takes note of what a page cost, as far as the worker is to be believed.</summary>
    public void Note(ParseOutcome outcome)
    {
        if (outcome is ParseOutcome.Parsed parsed)
        {
            var cost = Math.Clamp(parsed.Reply.ElapsedMicroseconds, 0, (long)MostMicroseconds);
            _microsecondsPerPage += (cost - _microsecondsPerPage) * Weight;
        }
    }

    /// <summary>How long the worker needs, by what its last pages cost, until it is at the last of its documents.</summary>
    /// <param name="unanswered">The documents that it has.</param>
    /// <returns>Zero when that is too short to be used.</returns>
    public TimeSpan TimeFor(int unanswered)
    {
        var time = Math.Min(_microsecondsPerPage * (unanswered - 1) * Caution, MostMicroseconds);
        return time < LeastMicroseconds ? TimeSpan.Zero : TimeSpan.FromMicroseconds(time);
    }

    /// <summary>Sleeps for <see cref="TimeFor"/>, where the operating system can sleep for so short.</summary>
    public void Wait(int unanswered)
    {
        if (OperatingSystem.IsLinux() && TimeFor(unanswered) is { Ticks: > 0 } time)
        {
            _ = Sleep((uint)time.TotalMicroseconds);
        }
    }

    // DllImport and not LibraryImport: see ProcessGroup.
    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);
}
