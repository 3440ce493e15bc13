using System.Buffers;
using System.Text.Unicode;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// A document as text, in the two forms that its readers want. What is UTF-8 already is not touched before somebody wants
/// characters. Pooled arrays are given back on disposal.
/// </summary>
internal sealed class DecodedText : IDisposable
{
    private const int MostBytesOfACharacter = 3;

    private byte[] _encoded = [];
    private char[] _characters = [];
    private int _length;

    private DecodedText(DocumentEncoding encoding, ReadOnlyMemory<byte> bytes)
    {
        Encoding = encoding;
        if (encoding == EncodingLabels.Utf8)
        {
            Utf8Text = bytes;
            return;
        }

        Decode(bytes.Span);
        _encoded = ArrayPool<byte>.Shared.Rent(Math.Max(1, _length * MostBytesOfACharacter));
        Utf8.FromUtf16(_characters.AsSpan(0, _length), _encoded, out _, out var written, replaceInvalidSequences: true, isFinalBlock: true);
        Utf8Text = _encoded.AsMemory(0, written);
    }

    /// <summary>The encoding of the document.</summary>
    public DocumentEncoding Encoding { get; }

    /// <summary>The text in UTF-8; what is invalid in it stands for U+FFFD.</summary>
    public ReadOnlyMemory<byte> Utf8Text { get; }

    /// <summary>Reads a document; never fails.</summary>
    /// <param name="document">The bytes, already cut to what may be decoded.</param>
    /// <param name="transport">The Content-Type, or null.</param>
    /// <returns>The text, owned by the caller, valid as long as the bytes.</returns>
    public static DecodedText Decode(ReadOnlyMemory<byte> document, ContentType? transport)
    {
        var encoding = EncodingDetermination.Determine(document.Span, transport, out var markLength);
        return new DecodedText(encoding, document[markLength..]);
    }

    /// <summary>The text in characters, made when it is first asked for.</summary>
    /// <param name="length">Its length.</param>
    /// <returns>An array that is longer than the text.</returns>
    public char[] GetCharacters(out int length)
    {
        if (_characters.Length == 0)
        {
            Decode(Utf8Text.Span);
        }

        length = _length;
        return _characters;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveBack(ref _characters);
        GiveBack(ref _encoded);
    }

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        _characters = ArrayPool<char>.Shared.Rent(Math.Max(1, bytes.Length));
        _length = Encoding.Decoder.Decode(bytes, _characters);
    }

    private static void GiveBack<T>(ref T[] array)
    {
        var given = array;
        array = [];
        if (given.Length > 0)
        {
            ArrayPool<T>.Shared.Return(given);
        }
    }
}
