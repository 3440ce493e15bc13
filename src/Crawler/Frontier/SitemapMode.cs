namespace AsyncCrawler.Frontier;

/// <summary>Whether the sitemaps of the seeds' hosts lead to pages (sitemaps.org).</summary>
public enum SitemapMode
{
    /// <summary>No; the default.</summary>
    Off,

    /// <summary>Yes, as links do.</summary>
    On,

    /// <summary>Yes, and links do not: the seeds are fetched, and what the sitemaps list.</summary>
    Only,
}
