using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace AsyncCrawler.Parsing;

/// <summary>How much a pipe holds before its writer has to wait.</summary>
internal static class PipeCapacity
{
    // Linux gives 64 KiB, less than a window of three ordinary pages: each write then takes two turns and a wake-up between
    // them. With 256 KiB the parent needed 75 µs of processor time for a page of 30 kB instead of 105, with a window of four;
    // eight such pages would fill that to the brim.
    private const int Bytes = 512 * 1024;

    // fcntl(2); any other system has no such command.
    private const int SetPipeSize = 1031;

    /// <summary>Enlarges a pipe where that is possible; where it is not, all works as well, and a little slower.</summary>
    public static void TryRaise(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
        {
            _ = Control(pipe.SafePipeHandle, SetPipeSize, Bytes);
        }
    }

    // DllImport and not LibraryImport: see ProcessGroup.
    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle descriptor, int command, int argument);
}
