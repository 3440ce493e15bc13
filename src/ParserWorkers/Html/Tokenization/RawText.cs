using System.Text;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>Text that only one end tag ends: the RCDATA and RAWTEXT states (HTML §13.2.5.2, §13.2.5.3, §13.2.5.9 to .14).</summary>
internal static class RawText
{
    /// <summary>Finds the end of the text.</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="name">The name of the last start tag.</param>
    /// <returns>Where the appropriate end tag begins, or the end of the page.</returns>
    public static int FindEnd(ReadOnlySpan<byte> source, int start, ReadOnlySpan<byte> name)
    {
        for (var at = start; ; at++)
        {
            var next = source[at..].IndexOf("</"u8);
            if (next < 0)
            {
                return source.Length;
            }

            at += next;
            if (IsEndTag(source, at, name))
            {
                return at;
            }
        }
    }

    /// <summary>Tells whether an "appropriate end tag token" begins: one named like the last start tag.</summary>
    /// <param name="source">The page.</param>
    /// <param name="at">Where it would begin.</param>
    /// <param name="name">The name of the last start tag; empty when there was none.</param>
    /// <returns>True for one whose name ends as a name does.</returns>
    public static bool IsEndTag(ReadOnlySpan<byte> source, int at, ReadOnlySpan<byte> name)
    {
        var nameStart = at + 2;
        var nameEnd = nameStart + name.Length;
        return !name.IsEmpty && nameEnd < source.Length && source[at + 1] == '/'
            && Ascii.EqualsIgnoreCase(source[nameStart..nameEnd], name) && MarkupBytes.EndsTagName(source[nameEnd]);
    }
}
