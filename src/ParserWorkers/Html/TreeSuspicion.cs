using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// One look at the tags of a page, at a hundredth of the price of its tree: could the tree be far larger than the page, or
/// take far longer? Ordinary pages close what they open; those that do not are for <see cref="TreeCost"/> to judge.
/// </summary>
internal static class TreeSuspicion
{
    // Far more than careless pages leave open (the standard itself counts only three alike), far less than it takes to do harm.
    private const int MostOpenFormatting = 64;

    // So many elements inside one another are what makes the search for an open one slow.
    private const int MostOpenElements = 10_000;

    // A page of so many elements may be too large for the heap, however well they are closed.
    private const int MostElements = 200_000;

    /// <summary>Tells whether a page is to be looked at more closely.</summary>
    /// <param name="page">The page in UTF-8.</param>
    /// <returns>True when more is open at once, or there are more elements, than an ordinary page has, as far as tags tell.</returns>
    public static bool IsCalledFor(ReadOnlySpan<byte> page)
    {
        var (elements, open, openFormatting) = (0, 0, 0);
        var next = 0;
        for (var at = 0; (next = page[at..].IndexOf((byte)'<')) >= 0;)
        {
            at += next + 1;
            var isEnd = at < page.Length && page[at] == '/';
            var start = isEnd ? at + 1 : at;
            if (start < page.Length && MarkupBytes.IsLetter(page[start]))
            {
                var step = isEnd ? -1 : 1;
                elements += isEnd ? 0 : 1;
                open = Math.Max(0, open + step);
                openFormatting = FormattingTags.Contains(TagAt(page, start)) ? Math.Max(0, openFormatting + step) : openFormatting;
                if (elements > MostElements || open > MostOpenElements || openFormatting > MostOpenFormatting)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A name may be as long as the page, with other tags in it: no more is read than tells.
    private static HtmlTag TagAt(ReadOnlySpan<byte> page, int start) =>
        HtmlTagNames.Read(page[..Math.Min(page.Length, start + FormattingTags.LongestName + 1)], start, out _);
}
