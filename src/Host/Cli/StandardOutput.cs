using Microsoft.Win32.SafeHandles;

namespace AsyncCrawler.Host.Cli;

/// <summary>Standard output that says when nobody reads it any more.</summary>
internal static class StandardOutput
{
    // EPIPE on Linux, macOS and the BSDs; ERROR_BROKEN_PIPE and ERROR_NO_DATA on Windows.
    private const int UnixBrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    /// <summary>Opens it.</summary>
    /// <returns>A stream whose writes throw when a pipe's reader is gone; the console's own stream hides that on Unix.</returns>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file is left to the console's stream: FileStream keeps a position of its own, and would overwrite what
        // standard error wrote to the same file ("> log 2>&1").
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>Whether a write failed because the reader is gone, as with <c>| head</c>.</summary>
    public static bool IsClosed(IOException error) =>
        OperatingSystem.IsWindows() ? error.HResult is WindowsBrokenPipe or WindowsNoData : error.HResult == UnixBrokenPipe;
}
