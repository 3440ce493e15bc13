using System.Globalization;
using System.Text;

namespace AsyncCrawler.Host.Diagnostics;

/// <summary>
/// The one escaper through which every text goes that is not ours before a terminal or a log sees it (promises S20): no
/// title, URL or header can move the cursor, set the clipboard, hide itself or start a line of its own.
/// </summary>
internal static class TerminalText
{
    /// <summary>Characters kept when nothing is said; a URL of a usual length fits.</summary>
    public const int DefaultLength = 300;

    /// <summary>
    /// Writes control, format (bidi and zero-width among them), separator and broken characters as <c>\u{…}</c>, and cuts.
    /// Takes time by the length that is kept, not by the length of the text.
    /// </summary>
    /// <param name="text">Any text; null gives the empty text.</param>
    /// <param name="maxLength">Most characters of the result, the ellipsis of a cut included; at least 1.</param>
    /// <returns>The text in one line.</returns>
    public static string Escape(string? text, int maxLength = DefaultLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var result = new StringBuilder(Math.Min(text.Length, maxLength));
        Span<char> piece = stackalloc char[12];
        // Where to cut if what follows turns out not to fit beside an ellipsis.
        var lastCut = 0;
        for (var index = 0; index < text.Length;)
        {
            var length = Write(text, ref index, piece);
            if (result.Length + length > maxLength)
            {
                result.Length = lastCut;
                return result.Append('…').ToString();
            }

            result.Append(piece[..length]);
            lastCut = result.Length < maxLength ? result.Length : lastCut;
        }

        return result.ToString();
    }

    private static int Write(string text, ref int index, Span<char> piece)
    {
        if (!Rune.TryGetRuneAt(text, index, out var rune))
        {
            return WriteEscaped(text[index++], piece);
        }

        index += rune.Utf16SequenceLength;
        return IsHarmless(rune) ? rune.EncodeToUtf16(piece) : WriteEscaped(rune.Value, piece);
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static int WriteEscaped(int value, Span<char> piece)
    {
        piece.TryWrite(CultureInfo.InvariantCulture, $@"\u{{{value:x}}}", out var length);
        return length;
    }
}
