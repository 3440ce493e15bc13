namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>EUC-JP (Encoding §12.1.1).</summary>
internal sealed class EucJpDecoder : AsciiCompatibleDecoder
{
    private const byte KatakanaShift = 0x8E;
    private const byte Jis0212Shift = 0x8F;

    /// <inheritdoc/>
    protected override int DecodeSequence(ReadOnlySpan<byte> bytes, ref int read, Span<char> characters)
    {
        characters[0] = Next(bytes, ref read);
        return 1;
    }

    private static char Next(ReadOnlySpan<byte> bytes, ref int read)
    {
        var lead = bytes[read++];
        if (lead is not (KatakanaShift or Jis0212Shift or >= 0xA1 and <= 0xFE) || read == bytes.Length)
        {
            return Replacement;
        }

        if (lead == KatakanaShift && bytes[read] is >= 0xA1 and <= 0xDF)
        {
            return (char)(0xFF61 - 0xA1 + bytes[read++]);
        }

        var isJis0212 = lead == Jis0212Shift && bytes[read] is >= 0xA1 and <= 0xFE;
        if (isJis0212)
        {
            lead = bytes[read++];
            if (read == bytes.Length)
            {
                return Replacement;
            }
        }

        var trail = bytes[read];
        var character = Replacement;
        if (lead is >= 0xA1 and <= 0xFE && trail is >= 0xA1 and <= 0xFE)
        {
            var pointer = ((lead - 0xA1) * 94) + trail - 0xA1;
            character = isJis0212 ? JapaneseIndexes.Jis0212(pointer) : JapaneseIndexes.Jis0208(pointer);
        }

        // An ASCII byte behind a broken sequence stands for itself.
        read += character == Replacement && trail < 0x80 ? 0 : 1;
        return character;
    }
}
