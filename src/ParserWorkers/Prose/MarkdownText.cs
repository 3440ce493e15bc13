using System.Buffers;
using System.Text;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Writes texts so that Markdown takes them as they are (CommonMark §2.4).</summary>
internal static class MarkdownText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`*_[]<>~|&!#+-=.)");

    /// <summary>Escapes what would be a mark.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isAtLineStart">True when the text begins a line.</param>
    /// <returns>The escaped text.</returns>
    public static ReadOnlySpan<char> Escape(ReadOnlySpan<char> text, bool isAtLineStart)
    {
        if (!text.ContainsAny(Marks))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        var lineStart = isAtLineStart ? text.IndexOfAnyExcept("\t\n\f\r ") : -1;
        var afterDigits = lineStart < 0 ? -1 : lineStart + LeadingDigits(text[lineStart..]);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsMark(text, i) || (i == lineStart && text[i] is '#' or '+' or '-' or '=') || (i == afterDigits && i > lineStart && text[i] is '.' or ')'))
            {
                escaped.Append('\\');
            }

            escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    /// <summary>The longest run of backticks in a text, plus one: the fence that holds it (CommonMark §6.1).</summary>
    /// <param name="text">The text.</param>
    /// <param name="least">The shortest fence.</param>
    /// <returns>The fence.</returns>
    public static string Fence(ReadOnlySpan<char> text, int least)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', Math.Max(least, longest + 1));
    }

    private static bool IsMark(ReadOnlySpan<char> text, int index) => text[index] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '~' or '|' => true,

        // Inside a word it means nothing, and names are full of it.
        '_' => index == 0 || index + 1 == text.Length || !char.IsLetterOrDigit(text[index - 1]) || !char.IsLetterOrDigit(text[index + 1]),
        '&' => index + 1 < text.Length && (char.IsAsciiLetter(text[index + 1]) || text[index + 1] == '#'),
        '!' => index + 1 == text.Length || text[index + 1] == '[',
        _ => false,
    };

    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }
}
