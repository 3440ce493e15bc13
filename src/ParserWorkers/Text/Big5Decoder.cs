using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>Big5 with the Hong Kong supplement (Encoding §11.1.1).</summary>
internal sealed class Big5Decoder : AsciiCompatibleDecoder
{
    private readonly int[] _index = Big5Index.Build();

    /// <inheritdoc/>
    protected override int DecodeSequence(ReadOnlySpan<byte> bytes, ref int read, Span<char> characters)
    {
        characters[0] = Replacement;
        var lead = bytes[read++];
        if (lead is < 0x81 or 0xFF || read == bytes.Length)
        {
            return 1;
        }

        var trail = bytes[read];
        var pointer = Big5Index.PointerOf(lead, trail);
        if (Big5Index.PairOf(pointer) is { Length: 2 } pair)
        {
            read++;
            pair.CopyTo(characters);
            return 2;
        }

        if (pointer < 0 || _index[pointer] == 0)
        {
            // An ASCII byte behind a broken lead byte stands for itself: it may be a quote or a less-than sign.
            read += trail >= 0x80 ? 1 : 0;
            return 1;
        }

        read++;
        return new Rune(_index[pointer]).EncodeToUtf16(characters);
    }
}
