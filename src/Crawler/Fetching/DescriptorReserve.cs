using System.Globalization;
using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Keeps the last file descriptors of the process from becoming connections. Without one left the runtime can load no code
/// and ends the process; with some left the crawl halts, says so, and can be resumed (promises R12, Q05). Thread-safe.
/// </summary>
internal static class DescriptorReserve
{
    /// <summary>Descriptors that are left to everything but connections: stores, record files, parsers, code that is loaded late.</summary>
    public const int Size = 64;

    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Looks at a new socket.</summary>
    /// <exception cref="SocketException"><see cref="SocketError.TooManyOpenSockets"/>: it has one of the last descriptors.</exception>
    public static void Check(Socket socket)
    {
        // Linux gives the lowest number that is free: the number tells how full the table is. The limit may be changed at any time.
        if (OperatingSystem.IsLinux() && IsLast(socket.Handle, File.ReadLines(Limits)))
        {
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
    }

    /// <summary>Whether a descriptor is one of the last.</summary>
    /// <param name="descriptor">Its number.</param>
    /// <param name="limits">The lines of <c>/proc/self/limits</c>.</param>
    public static bool IsLast(nint descriptor, IEnumerable<string> limits)
    {
        var words = limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words is [var soft, ..] && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && descriptor >= limit - Size;
    }
}
