namespace AsyncCrawler.Results;

/// <summary>What came of one seed. Immutable.</summary>
public sealed record CrawlSummarySeed
{
    /// <summary>The seed's URL, or <c>(other seeds)</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The outcome of the seed itself, its redirects followed as far as they were crawled; null while it is not finished.</summary>
    public string? Outcome { get; init; }

    /// <summary>The reason of that outcome; null when it went well.</summary>
    public string? Reason { get; init; }

    /// <summary>The status code of that outcome; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Pages reached from the seed that went well, the seed included.</summary>
    public required long Pages { get; init; }

    /// <summary>Images reached from the seed that went well.</summary>
    public required long Images { get; init; }

    /// <summary>URLs reached from the seed that ended in a failure.</summary>
    public required long Failures { get; init; }

    /// <summary>Bytes of the bodies reached from the seed.</summary>
    public required long Bytes { get; init; }
}
