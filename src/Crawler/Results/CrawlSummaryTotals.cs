namespace AsyncCrawler.Results;

/// <summary>Counts over all finished URLs of a crawl. Immutable.</summary>
public sealed record CrawlSummaryTotals
{
    /// <summary>URLs that came to an end, whichever.</summary>
    public required long Finished { get; init; }

    /// <summary>Pages fetched and parsed.</summary>
    public required long Pages { get; init; }

    /// <summary>Images fetched.</summary>
    public required long Images { get; init; }

    /// <summary>URLs that ended in a failure: HTTP error, no response, no robots.txt, or no parse. Redirects, and what robots.txt forbids, are none.</summary>
    public required long Failures { get; init; }

    /// <summary>Seeds that, redirects followed, ended in a failure, or that robots.txt forbids.</summary>
    public required long SeedFailures { get; init; }

    /// <summary>Bytes of all bodies, content codings undone.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bodies that a limit cut off.</summary>
    public required long Truncated { get; init; }

    /// <summary>Hyperlinks on all pages, each once per page.</summary>
    public required long LinksFound { get; init; }

    /// <summary>Images on all pages, each once per page.</summary>
    public required long ImagesFound { get; init; }

    /// <summary>URLs by the <c>outcome</c> of their record.</summary>
    public required IReadOnlyDictionary<string, long> ByOutcome { get; init; }

    /// <summary>URLs that have one, by the <c>reason</c> of their record.</summary>
    public required IReadOnlyDictionary<string, long> ByReason { get; init; }

    /// <summary>URLs that have one, by status class, for example <c>2xx</c>.</summary>
    public required IReadOnlyDictionary<string, long> ByStatusClass { get; init; }

    /// <summary>URLs that have one, by status code.</summary>
    public required IReadOnlyDictionary<string, long> ByStatus { get; init; }
}
