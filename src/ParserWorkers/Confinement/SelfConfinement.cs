using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>The walls that this process builds around itself, where the operating system has them.</summary>
internal static class SelfConfinement
{
    /// <summary>
    /// Gives up all that a parser does not need, for good. To be called first, by the thread that starts all others:
    /// <see cref="FileSystemWall"/> stands around that thread and those that it starts.
    /// </summary>
    /// <returns>Which walls stand.</returns>
    public static IReadOnlyList<ConfinementLayer> Enter()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Absent("there is none on this operating system");
        }

        // Behind the walls no file can be written.
        OutOfMemoryScore.Raise();
        try
        {
            // The kernel grants the last two only to those who gave up new privileges, and the last refuses calls that the others need.
            return [.. ProcessWalls.Build(), FileSystemWall.Build(), SystemCallWall.Build()];
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return Absent("the C library has no way to it");
        }
    }

    private static ConfinementLayer[] Absent(string why) => [.. ConfinementLayer.Names.Select(name => new ConfinementLayer(name, false, why))];
}
