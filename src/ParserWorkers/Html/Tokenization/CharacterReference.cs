using System.Text;
using AngleSharp.Html;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>Character references (HTML §13.2.5.72 to .80). The names are AngleSharp's table of the standard's (§13.5).</summary>
internal static class CharacterReference
{
    // §13.5: "CounterClockwiseContourIntegral" is the longest name, and of those that may stand without a semicolon "frac12" is.
    private const int LongestName = 31;
    private const int LongestNameWithoutSemicolon = 6;
    private const int ShortestName = 2;

    // §13.2.5.80, the table for 0x80 to 0x9F: what windows-1252 has there.
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Reads a reference.</summary>
    /// <param name="text">Begins with an ampersand.</param>
    /// <param name="isInAttribute">True in the value of an attribute.</param>
    /// <param name="target">Where the characters go; no shorter than <paramref name="text"/>, and no reference is longer than its text.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>Bytes of the reference; 0 when the ampersand is one.</returns>
    public static int Read(ReadOnlySpan<byte> text, bool isInAttribute, Span<char> target, out int written)
    {
        written = 0;
        if (text.StartsWith("&amp;"u8))
        {
            target[0] = '&';
            written = 1;
            return "&amp;".Length;
        }

        return text is [_, (byte)'#', ..] ? ReadNumeric(text, target, out written) : ReadNamed(text[1..], isInAttribute, target, out written);
    }

    /// <summary>"Named character reference state": the longest name that there is.</summary>
    private static int ReadNamed(ReadOnlySpan<byte> text, bool isInAttribute, Span<char> target, out int written)
    {
        written = 0;
        var length = 0;
        while (length < text.Length && length <= LongestName && char.IsAsciiLetterOrDigit((char)text[length]))
        {
            length++;
        }

        if (length < text.Length && text[length] == ';' && TryWrite(text[..(length + 1)], target, out written))
        {
            return length + 2;
        }

        // In an attribute a name without semicolon is none where a letter, a digit or an equals sign follows: "?a=b&copy=c".
        if (isInAttribute && length < text.Length && text[length] == '=')
        {
            return 0;
        }

        var shortest = isInAttribute ? Math.Max(length, ShortestName) : ShortestName;
        for (var candidate = Math.Min(length, LongestNameWithoutSemicolon); candidate >= shortest; candidate--)
        {
            if (TryWrite(text[..candidate], target, out written))
            {
                return candidate + 1;
            }
        }

        return 0;
    }

    private static bool TryWrite(ReadOnlySpan<byte> name, Span<char> target, out int written)
    {
        var symbol = HtmlEntityProvider.Resolver.GetSymbol(Encoding.ASCII.GetString(name));
        written = symbol?.Length ?? 0;
        symbol?.CopyTo(target);
        return symbol is not null;
    }

    /// <summary>"Numeric character reference state" to "numeric character reference end state".</summary>
    private static int ReadNumeric(ReadOnlySpan<byte> text, Span<char> target, out int written)
    {
        var isHexadecimal = text is [_, _, (byte)'x' or (byte)'X', ..];
        var start = isHexadecimal ? 3 : 2;
        var at = start;
        var code = 0;
        for (; at < text.Length && DigitOf(text[at], isHexadecimal) is >= 0 and var digit; at++)
        {
            // Anything beyond Unicode is as good as the next number.
            code = Math.Min((code * (isHexadecimal ? 16 : 10)) + digit, 0x110000);
        }

        written = at == start ? 0 : CharacterOf(code).EncodeToUtf16(target);
        return at == start ? 0 : at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    private static int DigitOf(byte value, bool isHexadecimal) =>
        char.IsAsciiDigit((char)value) ? value - '0'
        : isHexadecimal && char.IsAsciiHexDigit((char)value) ? (value & 0x0F) + 9
        : -1;

    private static Rune CharacterOf(int code) => code switch
    {
        0 => Rune.ReplacementChar,
        >= 0x80 and <= 0x9F => new Rune(Windows1252[code - 0x80]),
        _ => Rune.TryCreate(code, out var character) ? character : Rune.ReplacementChar,
    };
}
