using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AsyncCrawler.Sinks;

/// <summary>
/// What POSIX can and the base library does not offer: to open a directory, so that it can be flushed to the disk, and to
/// read a file that another process holds with <see cref="FileShare.None"/>, which on Unix is advice and no wall.
/// </summary>
internal static class UnixFile
{
    // O_RDONLY | O_CLOEXEC: child processes must not inherit the handle.
    private static readonly int ReadOnlyCloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>Opens a file or directory for reading.</summary>
    /// <returns>The handle; invalid when it cannot be opened.</returns>
    public static SafeFileHandle OpenForReading(string path) => Open(path, ReadOnlyCloseOnExec);

    // The classic attribute, because the generated one needs unsafe code.
    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
