using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>A decoder of an encoding in which an ASCII byte at the start of a sequence stands for itself: runs of them are copied at once.</summary>
internal abstract class AsciiCompatibleDecoder : TextDecoder
{
    /// <inheritdoc/>
    public sealed override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        var written = 0;
        for (var read = 0; read < bytes.Length;)
        {
            Ascii.ToUtf16(bytes[read..], characters[written..], out var ascii);
            read += ascii;
            written += ascii;
            if (read < bytes.Length)
            {
                written += DecodeSequence(bytes, ref read, characters[written..]);
            }
        }

        return written;
    }

    /// <summary>Decodes one sequence that does not begin with an ASCII byte.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="read">Where the sequence begins; moved behind it.</param>
    /// <param name="characters">Where its characters go.</param>
    /// <returns>The number of characters written, no more than bytes were read.</returns>
    protected abstract int DecodeSequence(ReadOnlySpan<byte> bytes, ref int read, Span<char> characters);
}
