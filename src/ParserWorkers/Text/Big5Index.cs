namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// The index Big5 (Encoding §5): .NET's code page 950, and from <c>big5-supplement.bin</c> what that lacks. The file is made by
/// eng/encoding/generate-big5.mjs.
/// </summary>
internal static class Big5Index
{
    private const int Leads = 0xFE - 0x81 + 1;
    private const int Trails = 157;
    private const string Resource = "AsyncCrawler.ParserWorkers.Text.big5-supplement.bin";

    // What ETEN added to the rows that the code page has otherwise: lead byte, first trail byte, characters.
    private static readonly (int Lead, int Trail, string Characters)[] Repairs =
    [
        (0xA2, 0xA4, "═╞╪╡"),
        (0xA2, 0xCC, "十"),
        (0xA2, 0xCE, "卅"),
        (0xA3, 0xC0, "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡"),
    ];

    /// <summary>Builds the index.</summary>
    /// <returns>The code point of each pointer; 0 where there is none.</returns>
    public static int[] Build()
    {
        var index = new int[Leads * Trails];
        AddCodePage(index);
        foreach (var (lead, trail, characters) in Repairs)
        {
            for (var i = 0; i < characters.Length; i++)
            {
                index[PointerOf(lead, trail + i)] = characters[i];
            }
        }

        AddSupplement(index);
        return index;
    }

    /// <summary>The pointer of two bytes.</summary>
    /// <param name="lead">The first, 0x81 to 0xFE.</param>
    /// <param name="trail">The second.</param>
    /// <returns>The pointer; -1 when the second byte is none.</returns>
    public static int PointerOf(int lead, int trail) => trail switch
    {
        >= 0x40 and <= 0x7E => ((lead - 0x81) * Trails) + trail - 0x40,
        >= 0xA1 and <= 0xFE => ((lead - 0x81) * Trails) + trail - 0x62,
        _ => -1,
    };

    /// <summary>The pointers that mean two code points (Encoding §11.1.1, step 3.3).</summary>
    /// <param name="pointer">The pointer.</param>
    /// <returns>The characters; null for any other pointer.</returns>
    public static string? PairOf(int pointer) => pointer switch
    {
        1133 => "\u00CA\u0304",
        1135 => "\u00CA\u030C",
        1164 => "\u00EA\u0304",
        1166 => "\u00EA\u030C",
        _ => null,
    };

    private static void AddCodePage(int[] index)
    {
        var encoding = CodePages.Get(950);
        for (var lead = 0xA1; lead <= 0xF9; lead++)
        {
            for (var trail = 0x40; trail <= 0xFE; trail++)
            {
                var character = CodePages.Decode(encoding, (byte)lead, (byte)trail);
                if (PointerOf(lead, trail) is >= 0 and var pointer && character != TextDecoder.Replacement)
                {
                    index[pointer] = character;
                }
            }
        }
    }

    private static void AddSupplement(int[] index)
    {
        using var file = typeof(Big5Index).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program lacks its resource {Resource}: it was built wrongly.");
        using var reader = new BinaryReader(file);
        var (pointer, codePoint) = (0, 0);
        while (file.Position < file.Length)
        {
            pointer += reader.Read7BitEncodedInt();
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var step = reader.Read7BitEncodedInt();
                codePoint += (step & 1) == 0 ? step / 2 : -(step / 2) - 1;
                index[pointer++] = codePoint;
            }
        }
    }
}
