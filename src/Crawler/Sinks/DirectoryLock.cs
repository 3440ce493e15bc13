using System.Globalization;
using System.Text.Json;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Holds <c>crawl.lock</c>. The operating system's lock counts, and falls with the process; the content is for people and
/// for the message. The file stays behind empty: to remove it would let two processes hold two files of one name.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const int MaxOwnerBytes = 4096;

    // EROFS, as errno is called on Linux and macOS: nobody owns a lock that nobody can write.
    private const int ReadOnlyFileSystem = 30;

    private readonly FileStream _stream;

    private DirectoryLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock; an owner that is gone is replaced.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="time">Where the time comes from.</param>
    /// <exception cref="CrawlDirectoryException">Another process has it, or the directory is not writable.</exception>
    public static DirectoryLock Acquire(string path, TimeProvider time)
    {
        SymbolicLink.Refuse(path);
        var directory = Path.GetDirectoryName(path);
        FileStream stream;
        try
        {
            // On Windows readers must be let in, or nobody could learn who the owner is; writers are kept out all the same.
            var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
        }
        catch (IOException error) when (error.HResult != ReadOnlyFileSystem && ReadOwner(path) is { } owner)
        {
            var since = owner.StartedAt.ToString("u", CultureInfo.InvariantCulture);
            throw new CrawlDirectoryException($"{directory} is in use by process {owner.Pid} on {owner.Host} since {since}: wait until it ends, or name another directory.", error);
        }
        catch (IOException error) when (IsTaken(error))
        {
            throw new CrawlDirectoryException($"{directory} is in use by a process that has just begun, or is about to end: try again, or name another directory.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CrawlDirectoryException($"{directory} cannot be written to: {error.Message.TrimEnd('.')}. Name another directory, or change its permissions.", error);
        }

        try
        {
            var owner = new DirectoryOwner(Environment.ProcessId, Environment.MachineName, time.GetUtcNow());
            stream.SetLength(0);
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(owner, CrawlDirectoryJson.Indented.DirectoryOwner));
            return new DirectoryLock(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Empties the file and lets go of it.</summary>
    public void Dispose()
    {
        if (_stream.CanWrite)
        {
            _stream.SetLength(0);
        }

        _stream.Dispose();
    }

    // ERROR_SHARING_VIOLATION in Windows' form of an HRESULT; elsewhere the EWOULDBLOCK of flock(2), as it is called.
    private static bool IsTaken(IOException error) => error.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsLinux() ? 11 : 35);

    private static DirectoryOwner? ReadOwner(string path)
    {
        try
        {
            using var handle = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                : UnixFile.OpenForReading(path);
            var content = new byte[MaxOwnerBytes];
            var length = handle.IsInvalid ? 0 : RandomAccess.Read(handle, content, 0);
            return length == 0 ? null : JsonSerializer.Deserialize(content.AsSpan(0, length), CrawlDirectoryJson.Indented.DirectoryOwner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            // The owner is just writing its name, or just leaving.
            return null;
        }
    }
}
