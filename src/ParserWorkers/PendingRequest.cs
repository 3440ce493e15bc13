using System.Buffers;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>A request with a copy of its bytes in a pooled array, because the frame reader overwrites its own with the next read.</summary>
internal sealed class PendingRequest : IDisposable
{
    private byte[] _buffer;

    /// <summary>Copies and reads a payload.</summary>
    /// <param name="payload">The payload of a request frame.</param>
    /// <exception cref="ProtocolViolationException">The payload is not a request.</exception>
    public PendingRequest(ReadOnlySpan<byte> payload)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, payload.Length));
        payload.CopyTo(_buffer);
        Request = ParseRequest.Read(_buffer.AsMemory(0, payload.Length));
    }

    /// <summary>The request; its body is valid until disposal.</summary>
    public ParseRequest Request { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
