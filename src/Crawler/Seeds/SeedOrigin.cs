namespace AsyncCrawler.Seeds;

/// <summary>Where the seeds of a crawl were taken from, so that a crawl that was killed before it had read them all can read them again.</summary>
public sealed record SeedOrigin
{
    /// <summary>The URLs that were named one by one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>The absolute path of a seed list; <c>-</c> for standard input, null for none.</summary>
    public string? ListPath { get; init; }
}
