using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AsyncCrawler.Contracts;

/// <summary>
/// Collects whole frames in one pooled buffer, so that many leave in one write. Integers are little-endian, a text is its
/// UTF-8 byte length and bytes, a null text the length <see cref="uint.MaxValue"/>. Not thread-safe.
/// </summary>
public sealed class FrameWriter : IDisposable
{
    private const int InitialCapacity = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _length;
    private int _frameStart;

    /// <summary>The frames written since the last <see cref="Clear"/>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Opens a frame; everything written until <see cref="EndFrame"/> is its payload.</summary>
    /// <param name="kind">What the payload is.</param>
    public void BeginFrame(FrameKind kind)
    {
        _frameStart = _length;
        Reserve(ParserProtocol.FrameHeaderLength);
        _buffer[_length + 4] = (byte)kind;
        _length += ParserProtocol.FrameHeaderLength;
    }

    /// <summary>Closes the open frame by filling in its length.</summary>
    public void EndFrame() => BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_frameStart), (uint)(_length - _frameStart - ParserProtocol.FrameHeaderLength));

    /// <summary>Forgets the written frames and keeps the buffer.</summary>
    public void Clear() => _length = 0;

    /// <summary>Appends one byte.</summary>
    /// <param name="value">The byte.</param>
    public void WriteByte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    /// <summary>Appends four bytes.</summary>
    /// <param name="value">The number.</param>
    public void WriteInt32(int value)
    {
        Reserve(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(int);
    }

    /// <summary>Appends eight bytes.</summary>
    /// <param name="value">The number.</param>
    public void WriteInt64(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(long);
    }

    /// <summary>Appends a text; unpaired surrogates become U+FFFD, so that the bytes are always valid UTF-8.</summary>
    /// <param name="value">The text, or null.</param>
    public void WriteText(string? value)
    {
        if (value is null)
        {
            WriteInt32(-1);
            return;
        }

        Reserve(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        var written = Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length + sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length), written);
        _length += sizeof(int) + written;
    }

    /// <summary>Appends bytes as they are, without a length: only for the end of a payload.</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_length + count, _buffer.Length * 2)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
