using System.Buffers;
using System.Security.Cryptography;

namespace AsyncCrawler.Fetching;

/// <summary>
/// A response body in a buffer of the pool, after content codings were undone. It travels with exactly one
/// <see cref="FetchOutcome.Received"/>; whoever finishes that disposes it, once. Not to be touched afterwards.
/// </summary>
public sealed class PooledBody : IDisposable
{
    private readonly int _length;
    private readonly IDisposable? _reservation;
    private byte[] _buffer;
    private string? _sha256;

    /// <summary>Takes over a rented buffer.</summary>
    /// <param name="buffer">An array of <see cref="ArrayPool{T}.Shared"/>.</param>
    /// <param name="length">How many of its first bytes are the body.</param>
    public PooledBody(byte[] buffer, int length)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, buffer.Length);
        _buffer = buffer;
        _length = length;
        WasRead = buffer.Length > 0;
    }

    /// <summary>Takes over a buffer of the <see cref="BodyBuffers"/>, and what it holds of a budget.</summary>
    internal PooledBody(byte[] buffer, int length, IDisposable reservation)
        : this(buffer, length) => _reservation = reservation;

    /// <summary>How many bytes the body has; known also after it was disposed.</summary>
    public int Length => _length;

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was given back.</exception>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer.Length == 0 && _length > 0, this);
            return _buffer.AsMemory(0, _length);
        }
    }

    /// <summary>The bytes; null for a body that was never read, or is disposed.</summary>
    internal ReadOnlyMemory<byte>? BytesRead => _buffer.Length > 0 ? Bytes : default(ReadOnlyMemory<byte>?);

    /// <summary>False for a body that was never read; known also after it was disposed.</summary>
    internal bool WasRead { get; }

    /// <summary>The SHA-256 of the bytes, calculated once; null for a body that was never read, or is disposed and nobody asked before.</summary>
    internal string? Sha256
    {
        get
        {
            var buffer = _buffer;
            return _sha256 ??= buffer.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, _length)));
        }
    }

    /// <summary>A body that was not read, and so has no bytes.</summary>
    /// <returns>The body.</returns>
    public static PooledBody Empty() => new([], 0);

    /// <summary>Gives the buffer back; later calls do nothing.</summary>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length == 0)
        {
            return;
        }

        if (_reservation is null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return;
        }

        BodyBuffers.Return(buffer);
        _reservation.Dispose();
    }
}
