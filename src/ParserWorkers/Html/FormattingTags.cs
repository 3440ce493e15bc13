using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// The elements that the tree builder opens again behind the end of a block (HTML §13.2.4.3), but for <c>a</c> and <c>nobr</c>: of
/// these one ends the other, so that they cannot pile up.
/// </summary>
internal static class FormattingTags
{
    /// <summary>Characters of the longest of their names.</summary>
    public const int LongestName = 6;

    /// <summary>Tells whether a tag is one of them.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>True for a formatting element that can pile up.</returns>
    public static bool Contains(HtmlTag tag) => tag is
        HtmlTag.B or HtmlTag.Big or HtmlTag.Code or HtmlTag.Em or HtmlTag.Font or HtmlTag.I or HtmlTag.S or HtmlTag.Small or HtmlTag.Strike
        or HtmlTag.Strong or HtmlTag.Tt or HtmlTag.U;
}
