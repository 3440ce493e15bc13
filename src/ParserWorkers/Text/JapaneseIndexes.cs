namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>The indexes jis0208 and jis0212 (Encoding §5), which three encodings share.</summary>
internal static class JapaneseIndexes
{
    private const int Columns = 94;

    // Rows behind the 94 of EUC-JP, reached from Shift_JIS only: private characters, then IBM's extensions.
    private const int FirstPrivate = 8836;
    private const int FirstIbmExtension = 10716;
    private const int EndOfJis0208 = 11280;

    // Of jis0212 the standard has 77 rows; what .NET has behind them belongs to other sets.
    private const int EndOfJis0212 = 77 * Columns;

    private static readonly Lazy<char[]> First = new(BuildJis0208);
    private static readonly Lazy<char[]> Second = new(BuildJis0212);

    /// <summary>Finds a character of JIS X 0208 and its extensions.</summary>
    /// <param name="pointer">The standard's pointer.</param>
    /// <returns>The character, or U+FFFD.</returns>
    public static char Jis0208(int pointer) => pointer < EndOfJis0208 ? First.Value[pointer] : TextDecoder.Replacement;

    /// <summary>As <see cref="Jis0208"/>, and the private characters of Shift_JIS (Encoding §12.3.1).</summary>
    /// <param name="pointer">The standard's pointer.</param>
    /// <returns>The character, or U+FFFD.</returns>
    public static char Jis0208OrPrivate(int pointer) =>
        pointer is >= FirstPrivate and < FirstIbmExtension ? (char)(0xE000 - FirstPrivate + pointer) : Jis0208(pointer);

    /// <summary>Finds a character of JIS X 0212.</summary>
    /// <param name="pointer">The standard's pointer.</param>
    /// <returns>The character, or U+FFFD.</returns>
    public static char Jis0212(int pointer) => pointer < EndOfJis0212 ? Second.Value[pointer] : TextDecoder.Replacement;

    private static char[] BuildJis0208()
    {
        var index = new char[EndOfJis0208];
        Array.Fill(index, TextDecoder.Replacement);
        var eucJp = CodePages.Get(51932);
        for (var pointer = 0; pointer < FirstPrivate; pointer++)
        {
            index[pointer] = CodePages.Decode(eucJp, (byte)(0xA1 + (pointer / Columns)), (byte)(0xA1 + (pointer % Columns)));
        }

        var shiftJis = CodePages.Get(932);
        for (var pointer = FirstIbmExtension; pointer < EndOfJis0208; pointer++)
        {
            var trail = pointer % 188;
            index[pointer] = CodePages.Decode(shiftJis, (byte)(0xC1 + (pointer / 188)), (byte)(trail + (trail < 0x3F ? 0x40 : 0x41)));
        }

        // Twins of other characters, which .NET leaves out so that it can encode unambiguously.
        ReadOnlySpan<(int Pointer, string Characters)> twins =
        [
            (1207, "≒≡∫"), (1212, "√⊥∠"), (1217, "∵∩∪"), (8644, "￢"),
            (10726, "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ￢"), (10740, "㈱№℡∵"),
        ];
        foreach (var (pointer, characters) in twins)
        {
            characters.CopyTo(index.AsSpan(pointer));
        }

        return index;
    }

    private static char[] BuildJis0212()
    {
        var index = new char[EndOfJis0212];
        var combined = CodePages.Get(20932);
        for (var pointer = 0; pointer < EndOfJis0212; pointer++)
        {
            index[pointer] = CodePages.Decode(combined, (byte)(0xA1 + (pointer / Columns)), (byte)(0x21 + (pointer % Columns)));
        }

        index[0x37 - 0x21 + Columns] = '～';
        index[0x71 - 0x21 + Columns] = '№';
        return index;
    }
}
