using System.Buffers;
using System.Globalization;
using System.Text;

namespace AsyncCrawler.Diagnostics;

/// <summary>Makes text from the web or from a child process safe to show on a terminal or in a log (promises S20).</summary>
internal static class PrintableText
{
    // C0, DEL, C1, zero-width and bidirectional controls, line and paragraph separators, byte order mark.
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
    [
        .. Range(0x00, 0x1F), .. Range(0x7F, 0x9F), .. Range(0x200B, 0x200F), .. Range(0x2028, 0x202E), .. Range(0x2060, 0x2069), '\uFEFF',
    ]);

    /// <summary>Writes what cannot be shown as <c>\u{…}</c>, and cuts off what is too long.</summary>
    /// <param name="text">Any characters.</param>
    /// <param name="maxLength">Most characters of <paramref name="text"/> that are kept.</param>
    /// <returns>One line of printable text, with an ellipsis where it was cut.</returns>
    public static string Of(ReadOnlySpan<char> text, int maxLength)
    {
        var isCut = text.Length > maxLength;
        var kept = isCut ? text[..maxLength] : text;
        if (!isCut && !kept.ContainsAny(Unprintable))
        {
            return kept.ToString();
        }

        var result = new StringBuilder(kept.Length + 16);
        foreach (var character in kept)
        {
            if (Unprintable.Contains(character))
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)character:X}}}");
            }
            else
            {
                result.Append(character);
            }
        }

        return isCut ? result.Append('…').ToString() : result.ToString();
    }

    private static char[] Range(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(code => (char)code)];
}
