using System.Runtime.InteropServices;

namespace AsyncCrawler.Host.Operation;

/// <summary>The limit on the size of a file (<c>ulimit -f</c>, LimitFSIZE).</summary>
internal static class FileSizeLimit
{
    // SIGXFSZ, by its number: the base library has no name for it, and Windows none at all.
    private const PosixSignal Exceeded = (PosixSignal)25;

    /// <summary>Makes a write beyond the limit an error like that of a full disk. Without this its signal ends the program, without a word.</summary>
    /// <returns>To be kept for as long as this is to hold; null where there is no such signal.</returns>
    public static IDisposable? MakeAnError() =>
        OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(Exceeded, static context => context.Cancel = true);
}
