namespace AsyncCrawler.Frontier;

/// <summary>Why a URL was not admitted to the frontier.</summary>
public enum AdmissionRefusal
{
    /// <summary>It was admitted.</summary>
    None,

    /// <summary>A scope rule excludes it.</summary>
    OutOfScope,

    /// <summary>It lies deeper than wanted.</summary>
    TooDeep,

    /// <summary>Its URL is longer than allowed.</summary>
    UrlTooLong,

    /// <summary>Too many redirects in a row led to it.</summary>
    TooManyRedirects,

    /// <summary>More sitemaps of one host than are read, or a sitemap that the page limit makes useless.</summary>
    SitemapNotNeeded,
}
