using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>EUC-KR and Shift_JIS (Encoding §13.1, §12.3), which differ in their indexes only.</summary>
/// <param name="index">The characters.</param>
internal sealed class DoubleByteDecoder(DoubleByteIndex index) : TextDecoder
{
    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        var written = 0;
        for (var read = 0; read < bytes.Length;)
        {
            Ascii.ToUtf16(bytes[read..], characters[written..], out var ascii);
            read += ascii;
            written += ascii;
            if (read == bytes.Length)
            {
                break;
            }

            var lead = bytes[read++];
            var character = index[lead];
            if (character == DoubleByteIndex.Lead)
            {
                character = read == bytes.Length ? Replacement : index[lead, bytes[read]];

                // An ASCII byte behind a broken lead byte stands for itself: it may be a quote or a less-than sign.
                if (read < bytes.Length && (character != Replacement || bytes[read] >= 0x80))
                {
                    read++;
                }
            }

            characters[written++] = character;
        }

        return written;
    }
}
