namespace AsyncCrawler.Fetching;

/// <summary>
/// This process has no file descriptor left for another connection. No host is to blame, so it is no outcome of a fetch: the
/// crawl halts, and can be resumed (promises R12, Q05).
/// </summary>
public sealed class LocalShortageException : IOException
{
    // errno EMFILE, by which such errors of files are known too.
    private const int TooManyOpenFiles = 24;

    /// <summary>Says what to do.</summary>
    /// <param name="cause">What the operating system said.</param>
    public LocalShortageException(Exception cause)
        : base("This process has no file descriptors left for connections: raise its limit (ulimit -n, LimitNOFILE), or lower the concurrency.", cause) =>
        HResult = TooManyOpenFiles;

    /// <summary>The shortage behind an exception of an exchange; null when there is none.</summary>
    internal static LocalShortageException? Behind(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.TooManyOpenSockets })
            {
                return new LocalShortageException(error);
            }
        }

        return null;
    }
}
