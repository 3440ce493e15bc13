namespace AsyncCrawler.Host.Cli;

/// <summary>The last line of <c>sitemap --json</c>.</summary>
internal sealed record SitemapRecord
{
    /// <summary>Tells the lines apart.</summary>
    public string Type { get; } = "sitemap";

    /// <summary>Where the sitemap was found, redirects followed.</summary>
    public required string Url { get; init; }

    /// <summary>The outcome in one word, as in <c>pages.jsonl</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it did not go well; null when it did.</summary>
    public required string? Reason { get; init; }

    /// <summary>What ended the reading before the end; null when it was read through.</summary>
    public required string? Note { get; init; }

    /// <summary>URLs that were found and not kept.</summary>
    public required int Dropped { get; init; }
}
