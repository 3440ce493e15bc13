namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>The indexes of the legacy single-byte encodings (Encoding §9): the characters of the bytes 0x80 to 0xFF.</summary>
internal static class SingleByteIndexes
{
    private const int NoBreakSpace = 0xA0;

    // .NET has no code page for these three; the characters behind the no-break space.
    private const string Iso8859Part10 =
        "ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";

    private const string Iso8859Part14 =
        "Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ";

    private const string Iso8859Part16 =
        "ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

    /// <summary>Builds an index.</summary>
    /// <param name="name">The standard's name of the encoding.</param>
    /// <returns>128 characters.</returns>
    public static string Build(string name) => name switch
    {
        "IBM866" => FromCodePage(866),
        "ISO-8859-2" => FromCodePage(28592),
        "ISO-8859-3" => FromCodePage(28593),
        "ISO-8859-4" => FromCodePage(28594),
        "ISO-8859-5" => FromCodePage(28595),
        "ISO-8859-6" => FromCodePage(28596),
        "ISO-8859-7" => FromCodePage(28597, (0xA1, '‘'), (0xA2, '’'), (0xA4, '€'), (0xA5, '₯'), (0xAA, '\u037A')),
        "ISO-8859-8" or "ISO-8859-8-I" => FromCodePage(28598, (0xAF, '\u00AF'), (0xFD, '\u200E'), (0xFE, '\u200F')),
        "ISO-8859-10" => WithControls(Iso8859Part10),
        "ISO-8859-13" => FromCodePage(28603),
        "ISO-8859-14" => WithControls(Iso8859Part14),
        "ISO-8859-15" => FromCodePage(28605),
        "ISO-8859-16" => WithControls(Iso8859Part16),
        "KOI8-R" => FromCodePage(20866),
        "KOI8-U" => FromCodePage(21866),
        "macintosh" => FromCodePage(10000, (0xBD, '\u03A9'), (0xF0, '\uF8FF')),
        "windows-874" => FromCodePage(874),
        "windows-1250" => FromCodePage(1250),
        "windows-1251" => FromCodePage(1251),
        "windows-1252" => FromCodePage(1252),
        "windows-1253" => FromCodePage(1253),
        "windows-1254" => FromCodePage(1254),
        "windows-1255" => FromCodePage(1255),
        "windows-1256" => FromCodePage(1256),
        "windows-1257" => FromCodePage(1257),
        "windows-1258" => FromCodePage(1258),
        "x-mac-cyrillic" => FromCodePage(10017, (0xFF, '€')),
        "x-user-defined" => string.Create(128, 0, static (index, _) => Fill(index, static b => (char)(0xF700 + b))),
        _ => throw new ArgumentException($"{name} is no single-byte encoding.", nameof(name)),
    };

    /// <summary>Takes over a code page; its private characters stand for bytes without meaning and are dropped.</summary>
    private static string FromCodePage(int codePage, params ReadOnlySpan<(int Byte, char Character)> repairs)
    {
        var encoding = CodePages.Get(codePage);
        var index = new char[128];
        Fill(index, value => CodePages.Decode(encoding, value));
        foreach (var (value, character) in repairs)
        {
            index[value - 0x80] = character;
        }

        return new string(index);
    }

    private static string WithControls(string graphic) =>
        string.Create(128, graphic, static (index, graphic) => Fill(index, value => value <= NoBreakSpace ? (char)value : graphic[value - NoBreakSpace - 1]));

    private static void Fill(Span<char> index, Func<byte, char> character)
    {
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = character((byte)(0x80 + i));
        }
    }
}
