using System.Runtime.InteropServices;

namespace AsyncCrawler.Parsing;

/// <summary>A process and those that it started, as POSIX groups them.</summary>
internal static class ProcessGroup
{
    private const int KillSignal = 9;

    /// <summary>Kills every process of a group, also when its leader is gone. None being left is no error.</summary>
    /// <param name="leader">The process id of the leader, greater than 1.</param>
    public static void Kill(int leader)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leader, 1);
        // POSIX kill(): a negative number names the group.
        _ = SendSignal(-leader, KillSignal);
    }

    // DllImport and not LibraryImport: the generated code of the latter is unsafe, and this project allows none.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processOrGroup, int signal);
}
