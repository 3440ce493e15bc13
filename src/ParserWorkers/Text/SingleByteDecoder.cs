using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>A legacy single-byte encoding (Encoding §9.1), or x-user-defined (§14.5).</summary>
/// <param name="upperHalf">The characters of the bytes 0x80 to 0xFF.</param>
internal sealed class SingleByteDecoder(string upperHalf) : TextDecoder
{
    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            Ascii.ToUtf16(bytes[position..], characters[position..], out var ascii);
            position += ascii;
            while (position < bytes.Length && bytes[position] >= 0x80)
            {
                characters[position] = upperHalf[bytes[position] - 0x80];
                position++;
            }
        }

        return bytes.Length;
    }
}
