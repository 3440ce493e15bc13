namespace AsyncCrawler.Hosting;

/// <summary>What the frontier of a crawl knows of a URL.</summary>
public sealed record ExplainedSighting
{
    /// <summary><c>unseen</c>, <c>waiting</c> until it is fetched or its fetch is over, or <c>done</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>page</c>, <c>image</c> or <c>sitemap</c>; null when it is unseen.</summary>
    public string? Kind { get; init; }

    /// <summary>The seed from which it was reached; null when it is unseen.</summary>
    public string? Seed { get; init; }

    /// <summary>The page on which it was found first; null for seeds.</summary>
    public string? Via { get; init; }

    /// <summary>Links from the seed; null when it is unseen.</summary>
    public int? Depth { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; init; }
}
