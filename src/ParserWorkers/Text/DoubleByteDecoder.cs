namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>EUC-KR and Shift_JIS (Encoding §13.1, §12.3), which differ in their indexes only.</summary>
/// <param name="index">The characters.</param>
internal sealed class DoubleByteDecoder(DoubleByteIndex index) : AsciiCompatibleDecoder
{
    /// <inheritdoc/>
    protected override int DecodeSequence(ReadOnlySpan<byte> bytes, ref int read, Span<char> characters)
    {
        var lead = bytes[read++];
        characters[0] = index[lead];
        if (characters[0] == DoubleByteIndex.Lead)
        {
            characters[0] = read == bytes.Length ? Replacement : index[lead, bytes[read]];

            // An ASCII byte behind a broken lead byte stands for itself: it may be a quote or a less-than sign.
            if (read < bytes.Length && (characters[0] != Replacement || bytes[read] >= 0x80))
            {
                read++;
            }
        }

        return 1;
    }
}
