using System.Buffers;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>A decoded document in a pooled array, given back on disposal.</summary>
internal sealed class DecodedText : IDisposable
{
    private DecodedText(DocumentEncoding encoding, char[] characters, int length)
    {
        Encoding = encoding;
        Characters = characters;
        Length = length;
    }

    /// <summary>The encoding that the bytes were decoded with.</summary>
    public DocumentEncoding Encoding { get; }

    /// <summary>The text; longer than <see cref="Length"/>.</summary>
    public char[] Characters { get; private set; }

    /// <summary>Characters of the text.</summary>
    public int Length { get; }

    /// <summary>Decodes a document; never fails.</summary>
    /// <param name="document">The bytes, already cut to what may be decoded.</param>
    /// <param name="transport">The Content-Type, or null.</param>
    /// <returns>The text, owned by the caller.</returns>
    public static DecodedText Decode(ReadOnlySpan<byte> document, ContentType? transport)
    {
        var encoding = EncodingDetermination.Determine(document, transport, out var markLength);
        var bytes = document[markLength..];
        var characters = ArrayPool<char>.Shared.Rent(Math.Max(1, bytes.Length));
        return new DecodedText(encoding, characters, encoding.Decoder.Decode(bytes, characters));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var characters = Characters;
        Characters = [];
        if (characters.Length > 0)
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
