namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>Builds the indexes of the two-byte encodings (Encoding §5) from .NET's code pages.</summary>
internal static class DoubleByteIndexes
{
    // What ETEN added to Big5, which code page 950 lacks or has elsewhere: lead byte, first trail byte, characters.
    private static readonly (int Lead, int Trail, string Characters)[] Big5Repairs =
    [
        (0xA2, 0xA4, "═╞╪╡"),
        (0xA2, 0xCC, "十"),
        (0xA2, 0xCE, "卅"),
        (0xA3, 0xC0, "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡"),
        (0xC6, 0xA1, "①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ丶丿亅亠冂冖冫勹匸卩厶夊宀巛\u2F33广廴彐彡攴无疒癶辵隶\u00A8\u02C6ヽヾゝゞ〃仝々〆〇ー［］✽ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじ"),
        (0xC7, 0x40, "すずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイ"),
        (0xC7, 0xA1, "ゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶАБВГДЕЁЖЗИЙК"),
        (0xC8, 0x40, "ЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        (0xF9, 0xFA, "╭╮╰╯￭"),
    ];

    /// <summary>
    /// Big5 without the Hong Kong supplement: the some 5,000 characters of HKSCS are in no code page of .NET, and read as U+FFFD.
    /// </summary>
    /// <returns>The index.</returns>
    public static DoubleByteIndex Big5()
    {
        var index = FromCodePage(950);
        foreach (var (lead, trail, characters) in Big5Repairs)
        {
            for (var i = 0; i < characters.Length; i++)
            {
                index.Set(lead, trail + i, characters[i]);
            }
        }

        return index;
    }

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
