namespace AsyncCrawler.Results;

/// <summary>What a sitemap says of a URL that it lists. It decides nothing but the order in which the URLs enter the frontier.</summary>
/// <param name="LastModified">When the page was changed last; null when that is not said, or cannot be true.</param>
/// <param name="Priority">How important it is among the site's own pages, 0 to 1; null when that is not said.</param>
public sealed record ListingHint(DateTimeOffset? LastModified, double? Priority);
