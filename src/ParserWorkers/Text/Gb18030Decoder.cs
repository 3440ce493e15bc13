using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>gb18030 (Encoding §10.2.1), which is also the decoder of GBK.</summary>
internal sealed class Gb18030Decoder : AsciiCompatibleDecoder
{
    // Where the standard's index follows GB 18030-2022, .NET still has the private characters of older editions.
    private const string PrivateBefore = "\uE5E5\uE7C7\uE78D\uE78E\uE78F\uE790\uE791\uE792\uE793\uE794\uE795\uE796\uE81E\uE826\uE82B\uE82C\uE832\uE843\uE854\uE864";
    private const string PublicNow = "\u3000\u1E3F\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19\u9FB4\u9FB5\u9FB6\u9FB7\u9FB8\u9FB9\u9FBA\u9FBB";

    private readonly Encoding _codePage = CodePages.Get(54936);
    private readonly DoubleByteIndex _pairs = new();

    /// <summary>Builds the index of the two-byte sequences.</summary>
    public Gb18030Decoder()
    {
        Span<char> character = stackalloc char[4];
        for (var lead = 0x81; lead <= 0xFE; lead++)
        {
            for (var trail = 0x40; trail <= 0xFE; trail++)
            {
                if (trail != 0x7F && _codePage.GetChars([(byte)lead, (byte)trail], character) == 1)
                {
                    var at = PrivateBefore.IndexOf(character[0], StringComparison.Ordinal);
                    _pairs.Set(lead, trail, at < 0 ? character[0] : PublicNow[at]);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override int DecodeSequence(ReadOnlySpan<byte> bytes, ref int read, Span<char> characters)
    {
        var rest = bytes[read..];
        characters[0] = Replacement;
        read++;
        switch (rest)
        {
            case [0x80, ..]:
                characters[0] = '€';
                return 1;
            case [0xFF, ..] or [_]:
                return 1;
            case [_, >= 0x30 and <= 0x39, ..]:
                return DecodeFour(rest, ref read, characters);
            default:
                characters[0] = _pairs[rest[0], rest[1]];
                read += characters[0] == Replacement && rest[1] < 0x80 ? 0 : 1;
                return 1;
        }
    }

    private int DecodeFour(ReadOnlySpan<byte> rest, ref int read, Span<char> characters)
    {
        // A sequence cut off by the end is one error as a whole; one broken inside gives all but its first byte back.
        if (rest is [_, _] or [_, _, >= 0x81 and <= 0xFE])
        {
            read += rest.Length - 1;
            return 1;
        }

        if (rest is not [_, _, >= 0x81 and <= 0xFE, >= 0x30 and <= 0x39, ..])
        {
            return 1;
        }

        // Pointer 7457 is the private twin of a character that moved into the two-byte index (Encoding §5, ranges).
        if (rest is [0x81, 0x35, 0xF4, 0x37, ..])
        {
            characters[0] = '\uE7C7';
            read += 3;
            return 1;
        }

        var count = _codePage.GetChars(rest[..4], characters);
        if (count == 0 || (count > 1 && characters[0] == Replacement))
        {
            characters[0] = Replacement;
            count = 1;
        }

        read += 3;
        return count;
    }
}
