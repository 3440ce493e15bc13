namespace AsyncCrawler.Host.Cli;

/// <summary>The first line of <c>robots --json</c>.</summary>
internal sealed record RobotsRecord
{
    /// <summary>Tells the lines apart.</summary>
    public string Type { get; } = "robots";

    /// <summary>Where robots.txt was found, redirects followed.</summary>
    public required string Url { get; init; }

    /// <summary>The product token for which it was read.</summary>
    public required string Agent { get; init; }

    /// <summary>The status of the last response; null when none came.</summary>
    public required int? Status { get; init; }

    /// <summary>Why the rules cannot be had, which forbids everything; null when they are known.</summary>
    public required string? Unreachable { get; init; }

    /// <summary>Lines that concern the agent.</summary>
    public required int Rules { get; init; }

    /// <summary>Seconds between two requests that are asked for, capped; null when none are.</summary>
    public required double? CrawlDelaySeconds { get; init; }

    /// <summary>The sitemap lines.</summary>
    public required IReadOnlyList<string> Sitemaps { get; init; }
}
