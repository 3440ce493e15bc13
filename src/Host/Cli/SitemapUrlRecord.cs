namespace AsyncCrawler.Host.Cli;

/// <summary>One line of <c>sitemap --json</c> for each URL that the sitemap lists.</summary>
/// <param name="Type"><c>page</c>, <c>sitemap</c> or <c>image</c>.</param>
/// <param name="Url">The URL.</param>
internal sealed record SitemapUrlRecord(string Type, string Url);
