namespace AsyncCrawler.MockSite.Stubs;

/// <summary>What part of the target is compared, and how; the names are those of WireMock's format.</summary>
internal enum UrlPatternKind
{
    /// <summary><c>url</c>: path and query, exactly.</summary>
    Url,

    /// <summary><c>urlPath</c>: the path, exactly.</summary>
    UrlPath,

    /// <summary><c>urlPattern</c>: path and query as a whole, by regular expression.</summary>
    UrlPattern,

    /// <summary><c>urlPathPattern</c>: the path as a whole, by regular expression.</summary>
    UrlPathPattern,
}
