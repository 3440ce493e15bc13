namespace AsyncCrawler.Results;

/// <summary>What came from one host. Immutable.</summary>
public sealed record CrawlSummaryHost
{
    /// <summary>Scheme, host and port, or <c>(other hosts)</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Pages of the host that went well.</summary>
    public required long Pages { get; init; }

    /// <summary>Images of the host that went well.</summary>
    public required long Images { get; init; }

    /// <summary>URLs of the host that ended in a failure.</summary>
    public required long Failures { get; init; }

    /// <summary>Bytes of the host's bodies.</summary>
    public required long Bytes { get; init; }
}
