using System.Text.Json;

namespace AsyncCrawler.Hosting;

/// <summary>The chain of decisions for one URL, in the order in which they are made.</summary>
public sealed record UrlExplanation
{
    /// <summary>What was asked about.</summary>
    public required string Input { get; init; }

    /// <summary>What becomes of it: <c>not-crawlable</c>, <c>done</c>, <c>waiting</c>, <c>refused</c>, <c>robots-denied</c>, <c>robots-unreachable</c>, or <c>fetched</c> when nothing is against it.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why, in one line.</summary>
    public required string Because { get; init; }

    /// <summary>The URL as it is fetched; null when it is none that can be crawled.</summary>
    public string? Url { get; init; }

    /// <summary>What was changed to come from the input to the URL, each in a few words.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>The URL's identity in the frontier and the records; null when there is no URL.</summary>
    public string? Id { get; init; }

    /// <summary>What the frontier of a crawl knows of it; null when no crawl was looked into.</summary>
    public ExplainedSighting? Seen { get; init; }

    /// <summary>Whether it is wanted, and the rule that decided.</summary>
    public ExplainedAdmission? Admission { get; init; }

    /// <summary>The budgets that end traps, and how much of each is used.</summary>
    public IReadOnlyList<ExplainedBudget> Budgets { get; init; } = [];

    /// <summary>What robots.txt says; null when it is ignored, or neither asked for nor remembered.</summary>
    public ExplainedRobots? Robots { get; init; }

    /// <summary>How often the host may be asked.</summary>
    public ExplainedHost? Host { get; init; }

    /// <summary>One line of JSON, its names in camel case.</summary>
    /// <returns>The line, without its end; characters outside ASCII are escaped.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, UrlExplanationJson.Default.UrlExplanation);
}
