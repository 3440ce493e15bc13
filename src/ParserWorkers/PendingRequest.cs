using System.Buffers;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>A request and the bytes that its body lies in.</summary>
internal sealed class PendingRequest : IDisposable
{
    private byte[] _buffer;

    private PendingRequest(byte[] buffer, ParseRequest request)
    {
        _buffer = buffer;
        Request = request;
    }

    /// <summary>The request; its body is valid until disposal.</summary>
    public ParseRequest Request { get; }

    /// <summary>Reads a frame where it lies: the request is valid until the next read of the frame reader.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ProtocolViolationException">The frame is not a request.</exception>
    public static PendingRequest Borrow(Frame frame) => new([], Read(frame.Kind, frame.Payload));

    /// <summary>Reads a copy of a frame, in a pooled array.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ProtocolViolationException">The frame is not a request.</exception>
    public static PendingRequest Copy(Frame frame)
    {
        var length = frame.Payload.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
        frame.Payload.CopyTo(buffer);
        return new PendingRequest(buffer, Read(frame.Kind, buffer.AsMemory(0, length)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ParseRequest Read(FrameKind kind, ReadOnlyMemory<byte> payload) =>
        kind == FrameKind.ParseRequest
            ? ParseRequest.Read(payload)
            : throw new ProtocolViolationException($"A {kind} frame came where a request was due.");
}
