using System.Buffers;

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

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Tells whether a page is to be looked at more closely.</summary>
    /// <param name="text">The page's text.</param>
    /// <returns>True when more is open at once, or there are more elements, than an ordinary page has, as far as tags tell.</returns>
    public static bool IsCalledFor(ReadOnlySpan<char> text)
    {
        var (elements, open, openFormatting) = (0, 0, 0);
        for (var at = text.IndexOf('<'); at >= 0 && at + 1 < text.Length;)
        {
            var rest = text[(at + 1)..];
            var isEnd = rest[0] == '/';
            var name = NameAt(isEnd ? rest[1..] : rest);
            if (!name.IsEmpty)
            {
                var step = isEnd ? -1 : 1;
                elements += isEnd ? 0 : 1;
                open = Math.Max(0, open + step);
                openFormatting = FormattingNames.Find(name) is null ? openFormatting : Math.Max(0, openFormatting + step);
                if (elements > MostElements || open > MostOpenElements || openFormatting > MostOpenFormatting)
                {
                    return true;
                }
            }

            var next = rest.IndexOf('<');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        // Longer names are of no interest, but they are names.
        var window = text[..Math.Min(text.Length, FormattingNames.LongestName + 1)];
        var end = window.IndexOfAnyExcept(Letters);
        return end < 0 ? window : window[..end];
    }
}
