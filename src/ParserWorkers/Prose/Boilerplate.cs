using System.Buffers;
using AngleSharp.Dom;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Tells by its attributes what of a page is frame, and not picture.</summary>
internal static class Boilerplate
{
    // Names are said at the beginning; an attribute of a megabyte need not be searched.
    private const int MaxLooked = 400;

    private static readonly SearchValues<string> FrameNames = SearchValues.Create(
        [
            "breadcrumb", "comment", "disqus", "footer", "gdpr", "cookie", "consent", "masthead", "menu", "related", "recommend", "remark", "replies",
            "respond", "rss", "shoutbox", "share", "sharing", "sidebar", "skyscraper", "social", "sponsor", "supplemental", "advert", "-ad-", "agegate",
            "pagination", "pager", "popup", "modal", "newsletter", "subscribe", "signup", "promo", "outbrain", "taboola", "widget", "byline", "author-",
            "toolbar", "print-only", "hidden-print", "visually-hidden", "sr-only", "navbar", "nav-", "-nav", "login", "trending", "most-read", "more-from",
            "read-more", "readmore", "caption", "tags",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> TextNames = SearchValues.Create(
        ["article", "body", "content", "main", "entry", "post", "story", "text"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells whether an element is not shown, or says by its role that it is no text.</summary>
    /// <param name="element">The element.</param>
    /// <returns>True when it is no part of the text.</returns>
    public static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") is "true"
        || element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "complementary" or "search" or "dialog" or "alertdialog" or "alert" or "menu" or "menubar" or "toolbar"
        || IsStyledAway(element.GetAttribute("style"));

    /// <summary>Tells by class and id whether an element is likely to be frame.</summary>
    /// <param name="element">The element.</param>
    /// <returns>Below 0 for frame, above 0 for text.</returns>
    public static int Weigh(IElement element) => Weigh(element.ClassName) + Weigh(element.Id);

    private static int Weigh(string? name)
    {
        var looked = name.AsSpan(0, Math.Min(name?.Length ?? 0, MaxLooked));
        return (looked.ContainsAny(TextNames) ? 1 : 0) - (looked.ContainsAny(FrameNames) ? 1 : 0);
    }

    private static bool IsStyledAway(string? style) =>
        style is not null
        && (style.Contains("display:none", StringComparison.OrdinalIgnoreCase) || style.Contains("display: none", StringComparison.OrdinalIgnoreCase)
            || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility: hidden", StringComparison.OrdinalIgnoreCase));
}
