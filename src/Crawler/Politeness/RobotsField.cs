namespace AsyncCrawler.Politeness;

/// <summary>What a line of robots.txt is about.</summary>
internal enum RobotsField
{
    /// <summary>Nothing: blank, or a comment.</summary>
    None,

    /// <summary>Something that nobody here knows.</summary>
    Unknown,

    /// <summary>To whom the rules that follow are addressed.</summary>
    UserAgent,

    /// <summary>A rule that allows.</summary>
    Allow,

    /// <summary>A rule that forbids.</summary>
    Disallow,

    /// <summary>Time between two requests; no part of the standard.</summary>
    CrawlDelay,

    /// <summary>A sitemap (sitemaps.org); belongs to no group.</summary>
    Sitemap,
}
