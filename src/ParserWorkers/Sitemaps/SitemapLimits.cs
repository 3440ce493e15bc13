namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>What a sitemap may cost besides the limits that hold for every document.</summary>
internal static class SitemapLimits
{
    /// <summary>Most bytes after inflation. sitemaps.org: 50 MB (52,428,800 bytes) uncompressed.</summary>
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>Bytes inflated before <see cref="MaxRatio"/> counts, as for bodies of pages.</summary>
    public const int RatioGrace = 1024 * 1024;

    /// <summary>Most inflated bytes per compressed byte, as for bodies of pages; 20,000 ordinary URLs in 54 kB are at 37.</summary>
    public const int MaxRatio = 200;

    /// <summary>Most levels of elements; sitemaps and feeds have five, and what is embedded in feeds a few more.</summary>
    public const int MaxDepth = 100;

    /// <summary>Most characters of one tag or comment: <see cref="System.Xml.XmlReader"/> buffers each as a whole.</summary>
    public const int MaxNodeLength = 1024 * 1024;
}
