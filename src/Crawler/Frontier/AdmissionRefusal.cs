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

    /// <summary>A trap: its path repeats itself (<see cref="Scope.TrapOptions.PathRepeats"/>).</summary>
    RepeatedPath,

    /// <summary>A trap: it has too many query parameters (<see cref="Scope.TrapOptions.MaxParameters"/>).</summary>
    TooManyParameters,

    /// <summary>A trap: pages of its kind are all the same (<see cref="Scope.TrapOptions.SamePages"/>).</summary>
    SamePages,

    /// <summary>Its host has had as many pages as it may (<see cref="Scope.TrapOptions.MaxPagesPerHost"/>).</summary>
    HostBudgetSpent,

    /// <summary>Its domain has had as many hosts as it may (<see cref="Scope.TrapOptions.MaxHostsPerDomain"/>).</summary>
    TooManyHosts,

    /// <summary>Its seed has had as many pages as it may (<see cref="SiteOptions.MaxPages"/>).</summary>
    SeedBudgetSpent,

    /// <summary>It is a seed, and longer than allowed: what somebody asked for is not crawled.</summary>
    SeedTooLong,
}
