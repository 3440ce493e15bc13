namespace AsyncCrawler.Hosting;

/// <summary>What robots.txt says of a URL.</summary>
public sealed record ExplainedRobots
{
    /// <summary>Where it was found, redirects followed; the host's own when it is told from memory.</summary>
    public required string Url { get; init; }

    /// <summary>The product token for which it was read.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether the URL may be fetched.</summary>
    public required bool IsAllowed { get; init; }

    /// <summary>The number of the line that decided, from 1; null when none matches.</summary>
    public int? Line { get; init; }

    /// <summary>The line; may hold anything that a server can send.</summary>
    public string? Rule { get; init; }

    /// <summary>Why it cannot be had, which forbids everything; null when it can.</summary>
    public string? Unreachable { get; init; }

    /// <summary>Seconds between two requests that it asks for, capped; null when it asks for none.</summary>
    public double? CrawlDelaySeconds { get; init; }
}
