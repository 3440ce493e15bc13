using System.Buffers;
using System.Buffers.Binary;

namespace AsyncCrawler.Contracts;

/// <summary>Reads frames from a stream, and refuses an oversize length before it allocates for it. Not thread-safe.</summary>
/// <param name="stream">Where the frames come from; not disposed here.</param>
/// <param name="maxPayload">Most bytes of one payload.</param>
public sealed class FrameReader(Stream stream, int maxPayload) : IDisposable
{
    // A page of the usual size and its reply fit without growing.
    private const int InitialCapacity = 128 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _start;
    private int _end;

    /// <summary>Waits for the next frame.</summary>
    /// <param name="cancellationToken">Ends the wait; the reader is of no use afterwards.</param>
    /// <returns>The frame, or null at the end of the stream between two frames.</returns>
    /// <exception cref="ProtocolViolationException">Oversize or unknown frame, or the stream ends inside one.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken)
    {
        Frame frame;
        while (!TryTake(out frame))
        {
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (!Accept(read))
            {
                return null;
            }
        }

        return frame;
    }

    /// <summary>True when the whole of the next frame was read already, behind the last one.</summary>
    /// <exception cref="ProtocolViolationException">Its header is oversize or unknown.</exception>
    public bool HasFrame => TryFindFrame(out _, out _);

    /// <summary>Blocks until the next frame; otherwise as <see cref="ReadAsync"/>.</summary>
    /// <returns>The frame, or null at the end of the stream between two frames.</returns>
    /// <exception cref="ProtocolViolationException">Oversize or unknown frame, or the stream ends inside one.</exception>
    public Frame? Read()
    {
        Frame frame;
        while (!TryTake(out frame))
        {
            MakeRoom();
            if (!Accept(stream.Read(_buffer.AsSpan(_end))))
            {
                return null;
            }
        }

        return frame;
    }

    /// <summary>Gives the buffer back; payloads handed out before are invalid.</summary>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryTake(out Frame frame)
    {
        if (!TryFindFrame(out var length, out var kind))
        {
            frame = default;
            return false;
        }

        frame = new Frame(kind, _buffer.AsMemory(_start + ParserProtocol.FrameHeaderLength, length));
        _start += ParserProtocol.FrameHeaderLength + length;
        return true;
    }

    private bool TryFindFrame(out int length, out FrameKind kind)
    {
        var available = _end - _start - ParserProtocol.FrameHeaderLength;
        (length, kind) = available < 0 ? default : ReadHeader();
        return available >= 0 && available >= length;
    }

    private (int Length, FrameKind Kind) ReadHeader()
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        var kind = _buffer[_start + 4];
        if (kind is 0 or > (byte)FrameKind.Refused)
        {
            throw new ProtocolViolationException($"Frame kind {kind} is unknown: the stream carries something else than frames.");
        }

        if (length > (uint)maxPayload)
        {
            throw new ProtocolViolationException($"A frame of {length} bytes exceeds the limit of {maxPayload}.");
        }

        return ((int)length, (FrameKind)kind);
    }

    /// <summary>Makes room for what is still missing of the current frame.</summary>
    private void MakeRoom()
    {
        var available = _end - _start;
        var needed = available < ParserProtocol.FrameHeaderLength ? ParserProtocol.FrameHeaderLength : ParserProtocol.FrameHeaderLength + ReadHeader().Length;
        if (needed > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(needed);
            _buffer.AsSpan(_start, available).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, available).CopyTo(_buffer);
        }

        (_start, _end) = (0, available);
    }

    private bool Accept(int read)
    {
        if (read > 0)
        {
            _end += read;
            return true;
        }

        return _start == _end
            ? false
            : throw new ProtocolViolationException($"The stream ended inside a frame, after {_end - _start} of its bytes.");
    }
}
