namespace AsyncCrawler.Sinks;

/// <summary>
/// A file that grows by whole records. Records are gathered and written many at a time, by the thread that asks: to hand them
/// to the system costs less than to hand the work to another thread. When a write fails half-way, the file is cut back to its
/// last whole record and what was gathered is kept for another try. Not thread-safe.
/// </summary>
internal sealed class RecordFile : IAsyncDisposable
{
    /// <summary>Bytes that are gathered before they are written: some hundred records of ordinary length.</summary>
    public const int BufferSize = 128 * 1024;

    private readonly Stream _stream;
    private readonly byte[] _gathered = new byte[BufferSize];
    private int _gatheredLength;
    private long _end;
    private bool _isDisposed;

    /// <summary>Takes over a stream that can seek, and appends to it.</summary>
    internal RecordFile(string path, Stream stream)
    {
        Path = path;
        _stream = stream;
        _end = stream.Length;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>True when there is no record, neither in the file nor gathered.</summary>
    public bool IsEmpty => _end == 0 && _gatheredLength == 0;

    /// <summary>The length of the file: what was handed to the operating system. What is gathered is not counted.</summary>
    public long Length => _end;

    /// <summary>Opens or creates a file. A torn record at its end, left by a process that was killed, is cut off.</summary>
    /// <param name="path">The file; a symbolic link is refused.</param>
    /// <param name="findEnd">Finds where the last whole record ends.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static RecordFile Open(string path, Func<Stream, long> findEnd)
    {
        SymbolicLink.Refuse(path);
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
        });
        try
        {
            var end = findEnd(stream);
            if (end < stream.Length)
            {
                stream.SetLength(end);
            }

            return new RecordFile(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Tells whether the file begins with some bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> expected)
    {
        var actual = new byte[expected.Length];
        _stream.Position = 0;
        return _stream.ReadAtLeast(actual, actual.Length, throwOnEndOfStream: false) == actual.Length && expected.SequenceEqual(actual);
    }

    /// <summary>Adds one whole record, its end mark included. When this throws, the record is not in the file and will not be.</summary>
    /// <param name="record">The bytes; not needed after the call.</param>
    /// <param name="cancellationToken">Cancels before anything is added, or not at all.</param>
    public void Append(ReadOnlySpan<byte> record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (record.Length > BufferSize - _gatheredLength)
        {
            Flush(cancellationToken);
        }

        if (record.Length > BufferSize)
        {
            WriteWhole(record);
            return;
        }

        record.CopyTo(_gathered.AsSpan(_gatheredLength));
        _gatheredLength += record.Length;
    }

    /// <summary>Hands what was gathered to the operating system.</summary>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    public void Flush(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_gatheredLength > 0)
        {
            WriteWhole(_gathered.AsSpan(0, _gatheredLength));
            _gatheredLength = 0;
        }
    }

    /// <summary>Flushes down to the disk and closes the file, which it does also when the flush fails.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await using (_stream)
        {
            Flush(CancellationToken.None);
            if (_stream is FileStream file)
            {
                file.Flush(flushToDisk: true);
            }
        }
    }

    private void WriteWhole(ReadOnlySpan<byte> records)
    {
        try
        {
            CutToLastRecord();
            _stream.Write(records);
            _end += records.Length;
        }
        catch (IOException)
        {
            TryCutToLastRecord();
            throw;
        }
    }

    private void TryCutToLastRecord()
    {
        try
        {
            CutToLastRecord();
        }
        catch (IOException)
        {
            // The next write tries again, and so does the next opening of the file; the first error is the one to tell.
        }
    }

    private void CutToLastRecord()
    {
        if (_stream.Length != _end)
        {
            _stream.SetLength(_end);
        }

        _stream.Position = _end;
    }
}
