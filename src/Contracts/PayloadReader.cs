using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace AsyncCrawler.Contracts;

/// <summary>The strict counterpart of <see cref="FrameWriter"/>: walks one payload and trusts nothing in it.</summary>
/// <param name="payload">The payload of one frame.</param>
public ref struct PayloadReader(ReadOnlyMemory<byte> payload)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> _payload = payload;

    private ReadOnlySpan<byte> _rest = payload.Span;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>Reads one byte.</summary>
    /// <returns>The byte.</returns>
    /// <exception cref="ProtocolViolationException">The payload ends here.</exception>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads four bytes.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="ProtocolViolationException">The payload ends before.</exception>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Reads eight bytes.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="ProtocolViolationException">The payload ends before.</exception>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads a text or null.</summary>
    /// <param name="mostCharacters">Most characters, held before memory is taken, as far as bytes tell.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ProtocolViolationException">The payload ends before, or the bytes are not UTF-8.</exception>
    public string? ReadText(int mostCharacters = int.MaxValue)
    {
        var length = ReadInt32();
        if (length == -1)
        {
            return null;
        }

        // A character takes three bytes at most, a pair of surrogates four.
        if (length / 3 > mostCharacters)
        {
            throw new ProtocolViolationException($"A text claims {length} bytes where {mostCharacters} characters are allowed.");
        }

        var bytes = Take(length);
        var text = Ascii.IsValid(bytes) ? string.Create(length, bytes, static (characters, ascii) => Ascii.ToUtf16(ascii, characters, out _)) : ReadUtf8(bytes);
        return text.Length <= mostCharacters
            ? text
            : throw new ProtocolViolationException($"A text has {text.Length} characters where {mostCharacters} are allowed.");
    }

    /// <summary>Reads a text that must be there.</summary>
    /// <param name="mostCharacters">As for <see cref="ReadText"/>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ProtocolViolationException">The text is null, cut off or not UTF-8.</exception>
    public string ReadRequiredText(int mostCharacters = int.MaxValue) => ReadText(mostCharacters) ?? throw new ProtocolViolationException("A text is null where one is required.");

    /// <summary>Reads a text that must be there, and leaves it as it is.</summary>
    /// <returns>Its bytes, which are UTF-8: a slice of the payload.</returns>
    /// <exception cref="ProtocolViolationException">The text is null, cut off or not UTF-8.</exception>
    public ReadOnlySpan<byte> ReadRequiredUtf8()
    {
        var bytes = ReadRequiredBytes();
        return Utf8.IsValid(bytes) ? bytes : throw new ProtocolViolationException($"A text of {bytes.Length} bytes is not valid UTF-8.");
    }

    /// <summary>As <see cref="ReadRequiredUtf8"/>, of a payload that was read before: what was UTF-8 then is so still.</summary>
    internal ReadOnlySpan<byte> ReadRequiredBytes()
    {
        var length = ReadInt32();
        return length == -1 ? throw new ProtocolViolationException("A text is null where one is required.") : Take(length);
    }

    /// <summary>Reads the number of elements that follow, and refuses one that the rest of the payload cannot hold.</summary>
    /// <param name="smallestElement">Least bytes that one element takes; at least 1.</param>
    /// <param name="most">Most elements that are allowed.</param>
    /// <returns>The number of elements.</returns>
    /// <exception cref="ProtocolViolationException">The count is negative or too large.</exception>
    public int ReadCount(int smallestElement, int most = int.MaxValue)
    {
        var count = ReadInt32();
        if (count > most)
        {
            throw new ProtocolViolationException($"A list claims {count} elements where {most} are allowed.");
        }

        return count >= 0 && count <= _rest.Length / smallestElement
            ? count
            : throw new ProtocolViolationException($"A list claims {count} elements in {_rest.Length} bytes.");
    }

    /// <summary>Reads everything that is left.</summary>
    /// <returns>The bytes, a slice of the payload.</returns>
    public ReadOnlyMemory<byte> ReadRest() => _payload[^Take(_rest.Length).Length..];

    /// <summary>What comes next, which stays to be read.</summary>
    /// <param name="count">How many bytes; as many are left.</param>
    internal readonly ReadOnlySpan<byte> Peek(int count) => _rest[..count];

    /// <summary>Asserts that the payload was read to its end.</summary>
    /// <exception cref="ProtocolViolationException">Bytes are left over.</exception>
    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw new ProtocolViolationException($"{_rest.Length} bytes follow the end of a message.");
        }
    }

    private static string ReadUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new ProtocolViolationException($"A text of {bytes.Length} bytes is not valid UTF-8.", error);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            ThrowTooShort(count, _rest.Length);
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    // Apart, so that taking is short enough to be put where it is called.
    [DoesNotReturn]
    private static void ThrowTooShort(int count, int left) => throw new ProtocolViolationException($"A message wants {count} bytes where {left} are left.");
}
