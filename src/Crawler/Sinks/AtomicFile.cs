using Microsoft.Win32.SafeHandles;

namespace AsyncCrawler.Sinks;

/// <summary>Writes files that are either there in full or not at all, under their name: temporary file, then rename.</summary>
internal static class AtomicFile
{
    /// <summary>Writes and makes it last: the bytes and the name survive a loss of power. Replaces a file of that name.</summary>
    /// <param name="temporary">A name for the time of writing, in the same file system; what is there is removed.</param>
    /// <param name="path">The final name.</param>
    /// <param name="bytes">The whole content.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    public static Task WriteDurablyAsync(string temporary, string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            Write(temporary, path, bytes.Span, isDurable: true);
            FlushDirectory(Path.GetDirectoryName(path) ?? ".");
        },
        cancellationToken);

    /// <summary>Writes for a place where a lost file can be told from its name: it survives the end of this process, not a loss of power.</summary>
    /// <param name="temporary">A name for the time of writing, in the same file system; what is there is removed.</param>
    /// <param name="path">The final name.</param>
    /// <param name="bytes">The whole content.</param>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    public static void Write(string temporary, string path, ReadOnlySpan<byte> bytes) => Write(temporary, path, bytes, isDurable: false);

    private static void Write(string temporary, string path, ReadOnlySpan<byte> bytes, bool isDurable)
    {
        try
        {
            using (var file = Create(temporary))
            {
                RandomAccess.Write(file, bytes, 0);
                if (isDurable)
                {
                    RandomAccess.FlushToDisk(file);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static SafeFileHandle Create(string path)
    {
        try
        {
            return CreateNew(path);
        }
        catch (IOException)
        {
            // Nearly always something is there that a process has left which was killed. Removing a link removes the link; creating anew does not follow one.
            File.Delete(path);
            return CreateNew(path);
        }
    }

    private static SafeFileHandle CreateNew(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    // Best effort: some file systems cannot flush a directory, and on Windows the rename itself is written through.
    private static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = UnixFile.OpenForReading(path);
        if (handle.IsInvalid)
        {
            return;
        }

        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            // EINVAL where directories cannot be flushed.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // The next write removes it; the error to tell is the one of the write.
        }
    }
}
