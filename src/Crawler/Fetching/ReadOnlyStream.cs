using System.Buffers;

namespace AsyncCrawler.Fetching;

/// <summary>A stream that is only read, forward and asynchronously: what each link of the decoding chain is.</summary>
internal abstract class ReadOnlyStream : Stream
{
    /// <summary>True when something came after the end mark of a coding, and was ignored as browsers do (C03). Known at the end.</summary>
    public bool HasTrailingBytes { get; protected set; }

    /// <inheritdoc/>
    public sealed override bool CanRead => true;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override bool CanWrite => false;

    /// <inheritdoc/>
    public sealed override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public sealed override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void Flush()
    {
    }

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>
    /// Reads and drops what comes after the end mark of a coding. The layer below has an end mark of its own that must be there,
    /// and only a message that was read to its end leaves a connection that can be used again.
    /// </summary>
    /// <returns>Whether there was anything.</returns>
    protected static async ValueTask<bool> DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        var ignored = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var isAny = false;
            while (await stream.ReadAsync(ignored, cancellationToken).ConfigureAwait(false) > 0)
            {
                isAny = true;
            }

            return isAny;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ignored);
        }
    }
}
