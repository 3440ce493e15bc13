using System.Text;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// The text of scripts (HTML §13.2.5.4, §13.2.5.15 to .31). A script may stand in a comment of old, and there a script inside
/// the script hides its end tag: <c>&lt;!-- &lt;script&gt; &lt;/script&gt; --&gt;</c>.
/// </summary>
internal static class ScriptText
{
    /// <summary>Finds the end of the text.</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="name">The name of the last start tag.</param>
    /// <returns>Where the appropriate end tag begins, or the end of the page.</returns>
    public static int FindEnd(ReadOnlySpan<byte> source, int start, ReadOnlySpan<byte> name)
    {
        var at = start;
        while (true)
        {
            var next = source[at..].IndexOf((byte)'<');
            if (next < 0)
            {
                return source.Length;
            }

            at += next;
            if (RawText.IsEndTag(source, at, name))
            {
                return at;
            }

            if (!source[at..].StartsWith("<!--"u8))
            {
                at++;
            }
            else if (TryFindEndEscaped(source, at + "<!".Length, name, out at))
            {
                return at;
            }
        }
    }

    /// <summary>The "escaped" and "double escaped" states.</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">At the two dashes of the comment's beginning, which may be those of its end.</param>
    /// <param name="name">The name of the last start tag.</param>
    /// <param name="at">Where the end tag begins or the page ends; otherwise behind the comment.</param>
    /// <returns>False when the comment ended first.</returns>
    private static bool TryFindEndEscaped(ReadOnlySpan<byte> source, int start, ReadOnlySpan<byte> name, out int at)
    {
        var isDouble = false;
        var dashes = 0;
        for (at = start; at < source.Length; at++)
        {
            switch (source[at])
            {
                case (byte)'-':
                    dashes++;
                    break;
                case (byte)'>' when dashes >= 2:
                    at++;
                    return false;
                case (byte)'<' when !isDouble && RawText.IsEndTag(source, at, name):
                    return true;
                case (byte)'<':
                    dashes = 0;
                    at = SkipScriptTag(source, at, ref isDouble);
                    break;
                default:
                    dashes = 0;
                    var next = source[at..].IndexOfAny((byte)'-', (byte)'<');
                    at = next < 0 ? source.Length : at + next - 1;
                    break;
            }
        }

        at = source.Length;
        return true;
    }

    /// <summary>"Script data double escape start" and "end" states: the tags of a script inside the script.</summary>
    /// <returns>The last byte that they consume.</returns>
    private static int SkipScriptTag(ReadOnlySpan<byte> source, int at, ref bool isDouble)
    {
        var start = at + 1;
        if (isDouble)
        {
            if (start == source.Length || source[start] != '/')
            {
                return at;
            }

            start++;
        }

        var end = start;
        while (end < source.Length && MarkupBytes.IsLetter(source[end]))
        {
            end++;
        }

        if (end == start || end == source.Length || !MarkupBytes.EndsTagName(source[end]))
        {
            return end - 1;
        }

        isDouble ^= Ascii.EqualsIgnoreCase(source[start..end], "script"u8);
        return end;
    }
}
