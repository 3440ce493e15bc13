using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>The walls that this process builds around itself, where the operating system has them.</summary>
internal static class SelfConfinement
{
    // PR_SET_NO_NEW_PRIVS. Usually the parent has set it already; without it the kernel grants neither wall.
    private const int SetNoNewPrivileges = 38;

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

        try
        {
            return Kernel.Control(SetNoNewPrivileges, 1, 0, 0, 0) == 0
                ? [FileSystemWall.Build(), SystemCallWall.Build()]
                : Absent($"no new privileges: {Kernel.LastError}");
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return Absent("the C library has no way to it");
        }
    }

    private static ConfinementLayer[] Absent(string why) =>
        [new(ConfinementLayer.FileSystem, false, why), new(ConfinementLayer.SystemCalls, false, why)];
}
