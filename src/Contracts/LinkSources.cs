namespace AsyncCrawler.Contracts;

/// <summary>What the places have in common at which a URL may stand.</summary>
public static class LinkSources
{
    /// <summary>True for what a reader can click: <c>a</c> and <c>area</c>.</summary>
    /// <param name="source">The place.</param>
    public static bool IsHyperlink(this LinkSource source) => source is LinkSource.Anchor or LinkSource.Area;

    /// <summary>True for what a browser shows as an image.</summary>
    /// <param name="source">The place.</param>
    public static bool IsImage(this LinkSource source) => source is >= LinkSource.Image and < LinkSource.Media;

    /// <summary>True for what a sitemap lists, and may say more of.</summary>
    internal static bool IsListed(this LinkSource source) => source is LinkSource.SitemapPage or LinkSource.SitemapChild;
}
