using AsyncCrawler.Contracts;

namespace AsyncCrawler.Results;

/// <summary>A page's links by what they are. Not thread-safe.</summary>
internal sealed class LinkLists
{
    /// <summary>Hyperlinks, and what a sitemap lists.</summary>
    public UniqueUrls Pages { get; } = new();

    /// <summary>Images.</summary>
    public UniqueUrls Images { get; } = new();

    /// <summary>Sitemaps that a sitemap lists.</summary>
    public UniqueUrls Sitemaps { get; } = new();

    /// <summary>Where a link belongs; null for what is of no interest.</summary>
    public UniqueUrls? Of(LinkSource source) =>
        source.IsHyperlink() || source == LinkSource.SitemapPage ? Pages
        : source.IsImage() ? Images
        : source == LinkSource.SitemapChild ? Sitemaps
        : null;
}
