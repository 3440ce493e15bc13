namespace AsyncCrawler.Host.Cli;

/// <summary>One line of <c>sitemap --json</c> for each URL that the sitemap lists.</summary>
/// <param name="Type"><c>page</c>, <c>sitemap</c> or <c>image</c>.</param>
/// <param name="Url">The URL.</param>
/// <param name="LastModified">When it was changed last, as the sitemap says; null when it does not say so.</param>
/// <param name="Priority">How important it is, 0 to 1, as the sitemap says; null when it does not say so.</param>
internal sealed record SitemapUrlRecord(string Type, string Url, DateTimeOffset? LastModified = null, double? Priority = null);
