using System.Buffers.Binary;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Ends an HTTP/2 connection whose server floods it with frames that bring no body (RFC 9113 §10.5: PING, SETTINGS, empty
/// CONTINUATION …). The platform reads them for as long as it keeps the connection, which is longer than any exchange, and
/// queues an answer to many of them. One thread may read while another writes.
/// </summary>
internal sealed class Http2FloodGuard(Stream inner) : Stream
{
    // An answer takes a handful; what is left is for servers that flush after every line.
    private const int MaxIdleFrames = 10_000;

    // A frame has a header of 9 bytes: below this it is mostly that.
    private const int LeastUsefulBytes = 64;

    private const int PrefaceLength = 24; // RFC 9113 §3.4
    private const byte Data = 0;
    private const byte Headers = 1;

    private readonly FrameWalker _received = new(0);
    private readonly FrameWalker _sent = new(PrefaceLength);
    private int _idleFrames;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        for (ReadOnlyMemory<byte> rest = buffer[..read]; _received.TryNext(ref rest, out var type, out var length);)
        {
            if ((type != Data || length < LeastUsefulBytes) && Interlocked.Increment(ref _idleFrames) > MaxIdleFrames)
            {
                throw new FetchFaultException(FetchFailureReason.BadResponse, $"A flood: more than {MaxIdleFrames} HTTP/2 frames that bring nothing.");
            }
        }

        return read;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; _sent.TryNext(ref rest, out var type, out _);)
        {
            if (type == Headers)
            {
                Volatile.Write(ref _idleFrames, 0); // a request: what comes may be for that
            }
        }

        return inner.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Finds the headers of frames in bytes that come in any pieces (RFC 9113 §4.1).</summary>
    private sealed class FrameWalker(int skip)
    {
        private const int HeaderLength = 9;

        private readonly byte[] _header = new byte[HeaderLength];
        private int _filled;
        private int _skip = skip;

        /// <summary>Goes on to the next header.</summary>
        /// <param name="bytes">What came; left with what is behind the header.</param>
        /// <param name="type">The type of the frame.</param>
        /// <param name="length">The length of its payload.</param>
        /// <returns>False when the header is not complete.</returns>
        public bool TryNext(ref ReadOnlyMemory<byte> bytes, out byte type, out int length)
        {
            var skipped = Math.Min(_skip, bytes.Length);
            _skip -= skipped;
            var taken = Math.Min(HeaderLength - _filled, bytes.Length - skipped);
            bytes.Slice(skipped, taken).Span.CopyTo(_header.AsSpan(_filled));
            _filled += taken;
            bytes = bytes[(skipped + taken)..];
            type = _header[3];
            length = BinaryPrimitives.ReadInt32BigEndian(_header) >>> 8;
            if (_filled < HeaderLength)
            {
                return false;
            }

            (_filled, _skip) = (0, length);
            return true;
        }
    }
}
