namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>Builds the indexes of the two-byte encodings (Encoding §5) from .NET's code pages.</summary>
internal static class DoubleByteIndexes
{
    /// <summary>EUC-KR, which is code page 949 without its private characters.</summary>
    /// <returns>The index.</returns>
    public static DoubleByteIndex EucKr() => FromCodePage(949);

    /// <summary>Shift_JIS: the index jis0208, half-width katakana, and private characters for end users.</summary>
    /// <returns>The index.</returns>
    public static DoubleByteIndex ShiftJis()
    {
        var index = new DoubleByteIndex();
        index.Set(0x80, '\u0080');
        for (var value = 0xA1; value <= 0xDF; value++)
        {
            index.Set(value, (char)(0xFF61 - 0xA1 + value));
        }

        for (var lead = 0x81; lead <= 0xFC; lead++)
        {
            if (lead is >= 0xA0 and <= 0xDF)
            {
                continue;
            }

            index.Set(lead, DoubleByteIndex.Lead);
            for (var trail = 0x40; trail <= 0xFC; trail++)
            {
                if (trail != 0x7F)
                {
                    var pointer = ((lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188) + trail - (trail < 0x7F ? 0x40 : 0x41);
                    index.Set(lead, trail, JapaneseIndexes.Jis0208OrPrivate(pointer));
                }
            }
        }

        return index;
    }

    private static DoubleByteIndex FromCodePage(int codePage)
    {
        var encoding = CodePages.Get(codePage);
        var index = new DoubleByteIndex();
        for (var lead = 0x81; lead <= 0xFE; lead++)
        {
            index.Set(lead, DoubleByteIndex.Lead);
            for (var trail = 0x40; trail <= 0xFE; trail++)
            {
                index.Set(lead, trail, CodePages.Decode(encoding, (byte)lead, (byte)trail));
            }
        }

        return index;
    }
}
