using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// The ISO-2022-JP encoder (Encoding §12.4.2) with percent-encoding. The encoder of .NET lacks the Roman set and leaves
/// the escape characters in; it serves here as the table of JIS X 0208 only.
/// </summary>
internal static class Iso2022JpQueryEncoder
{
    private const int ToAscii = 'B';
    private const int ToRoman = 'J';
    private const int ToJis = '$';

    /// <summary>Appends <paramref name="query"/>, encoded; <paramref name="table"/> is code page 50220 or a relative.</summary>
    public static void Append(ref CharBuffer output, scoped ReadOnlySpan<char> query, Encoding table)
    {
        Span<byte> jis = stackalloc byte[64];
        var set = ToAscii;
        foreach (var rune in query.EnumerateRunes())
        {
            if (rune.Value is 0x0E or 0x0F or 0x1B)
            {
                SwitchTo(ref output, ref set, set == ToJis ? ToAscii : set);
                output.Append(NumericReferenceFallback.ReferenceTo(0xFFFD));
            }
            else if (rune.IsAscii)
            {
                var isInRoman = set == ToRoman && rune.Value is not ('\\' or '~');
                SwitchTo(ref output, ref set, isInRoman ? ToRoman : ToAscii);
                PercentCoding.AppendBytes(ref output, [(byte)rune.Value], PercentEncodeSets.SpecialQuerySafe);
            }
            else if (rune.Value is 0xA5 or 0x203E)
            {
                SwitchTo(ref output, ref set, ToRoman);
                output.Append(rune.Value == 0xA5 ? '\\' : '~');
            }
            else if (TryFindJis(rune.Value == 0x2212 ? new Rune(0xFF0D) : rune, table, jis))
            {
                SwitchTo(ref output, ref set, ToJis);
                PercentCoding.AppendBytes(ref output, jis.Slice(3, 2), PercentEncodeSets.SpecialQuerySafe);
            }
            else
            {
                SwitchTo(ref output, ref set, set == ToJis ? ToAscii : set);
                output.Append(NumericReferenceFallback.ReferenceTo(rune.Value));
            }
        }

        SwitchTo(ref output, ref set, ToAscii);
    }

    /// <summary>True where the table answers "ESC $ B", two bytes, "ESC ( B".</summary>
    private static bool TryFindJis(Rune rune, Encoding table, Span<byte> bytes)
    {
        Span<char> text = stackalloc char[2];
        var length = table.GetBytes(text[..rune.EncodeToUtf16(text)], bytes);
        return length == 8 && bytes.StartsWith("\e$B"u8);
    }

    private static void SwitchTo(ref CharBuffer output, ref int set, int wanted)
    {
        if (set != wanted)
        {
            set = wanted;
            output.Append(wanted switch
            {
                ToJis => "%1B$B",
                ToRoman => "%1B(J",
                _ => "%1B(B",
            });
        }
    }
}
