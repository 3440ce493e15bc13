using AsyncCrawler.Parsing;

namespace AsyncCrawler.Results;

/// <summary>A finished URL in a few words, for those who only watch: the same words as its record has. Holds no body.</summary>
public sealed record PageBrief
{
    /// <summary>The URL's fingerprint as 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The URL.</summary>
    public required string Url { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public required string Host { get; init; }

    /// <summary><c>page</c>, <c>image</c> or <c>sitemap</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it went well, in one word.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it did not go well; null when it did.</summary>
    public string? Reason { get; init; }

    /// <summary>The status code; null when no response came.</summary>
    public int? Status { get; init; }

    /// <summary>The document's title; null when it has none. As the page said it.</summary>
    public string? Title { get; init; }

    /// <summary>Length of the body in bytes, content codings undone; null when none was read.</summary>
    public long? Bytes { get; init; }

    /// <summary>Duration of the fetch in milliseconds, body included.</summary>
    public required double FetchMs { get; init; }

    /// <summary>The worker's own time on the page in milliseconds; null when it was not parsed.</summary>
    public double? ParseMs { get; init; }

    /// <summary>The parser process; null when none had the page.</summary>
    public WorkerIdentity? Worker { get; init; }

    /// <summary>Says it of a page.</summary>
    /// <param name="page">The page.</param>
    /// <returns>The words.</returns>
    public static PageBrief Of(PageOutcome page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var parsed = page.Parse as ParseOutcome.Parsed;
        return new PageBrief
        {
            Id = page.Id,
            Url = page.Item.Url.Text,
            Host = page.Item.Url.Host.Text,
            Kind = TallyKeys.Kind(page.Item.Kind),
            Outcome = TallyKeys.Outcome(page.Status),
            Reason = page.Lease.Refusal?.Detail ?? TallyKeys.Reason(page),
            Status = TallyKeys.Status(page.Fetch),
            Title = parsed?.Reply.Title,
            Bytes = page.BodyLength,
            FetchMs = Math.Round(page.Fetch.Elapsed.TotalMilliseconds, 3),
            ParseMs = parsed?.Worker is null ? null : Math.Round(TallyKeys.ParseTime(parsed).TotalMilliseconds, 3),
            Worker = parsed?.Worker ?? (page.Parse as ParseOutcome.Failed)?.Worker,
        };
    }
}
