using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// The columns that JSON Lines and CSV have in common, in their order; docs/crawl-directory.md tells what each means. Null
/// is what is not known or does not apply.
/// </summary>
internal readonly record struct PageRecord
{
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public required string Id { get; init; }

    public required string Url { get; init; }

    public required string FinalUrl { get; init; }

    public required string Kind { get; init; }

    public required string Seed { get; init; }

    public string? Via { get; init; }

    public required int Depth { get; init; }

    public required int Attempt { get; init; }

    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Charset { get; init; }

    public long? Bytes { get; init; }

    public bool IsTruncated { get; init; }

    public string? Sha256 { get; init; }

    public required string FetchedAt { get; init; }

    public required double FetchMs { get; init; }

    public double? ParseMs { get; init; }

    public WorkerIdentity? Worker { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    public string? Description { get; init; }

    public string? Canonical { get; init; }

    public string? Robots { get; init; }

    public int? LinkCount { get; init; }

    public string? Cut { get; init; }

    public static PageRecord From(PageOutcome page)
    {
        var received = page.Fetch as FetchOutcome.Received;
        var stored = (page.Fetch as FetchOutcome.Unchanged)?.Stored;
        var parsed = page.Parse as ParseOutcome.Parsed;
        var reply = parsed?.Reply;
        return new PageRecord
        {
            Id = page.Id,
            Url = page.Item.Url.Text,
            FinalUrl = page.Fetch is FetchOutcome.Redirected { Target: var target } ? target.Text : page.Item.Url.Text,
            Kind = TallyKeys.Kind(page.Item.Kind),
            Seed = page.Item.Seed.Text,
            Via = page.Item.Via?.Text,
            Depth = page.Item.Depth,
            Attempt = page.Lease.Attempt,
            Outcome = TallyKeys.Outcome(page.Status),
            Reason = page.Lease.Refusal?.Detail ?? page.Lease.Trap ?? TallyKeys.Reason(page),
            Status = TallyKeys.Status(page.Fetch),
            ContentType = stored?.ContentType ?? received?.ContentType,
            Charset = reply?.Charset,
            Bytes = page.BodyLength,
            IsTruncated = received is { IsTruncated: true },
            Sha256 = stored?.Sha256 ?? received?.Sha256,
            FetchedAt = page.Fetch.StartedAt.UtcDateTime.ToString(DateFormat, null),
            FetchMs = Milliseconds(page.Fetch.Elapsed),
            ParseMs = ParseTime(page.Parse),
            Worker = parsed?.Worker ?? (page.Parse as ParseOutcome.Failed)?.Worker,
            Title = reply?.Title,
            Language = reply?.Language,
            Description = reply?.Description,
            Canonical = reply?.Canonical,
            Robots = Join(page.RobotsTags, reply?.Robots),
            LinkCount = parsed is null ? null : page.Links.Count,
            Cut = reply is null or { Truncation: DocumentTruncation.None } ? null : Names(reply.Truncation),
        };
    }

    private static double? ParseTime(ParseOutcome parse) => parse switch
    {
        ParseOutcome.Parsed { Worker: not null } parsed => Milliseconds(TallyKeys.ParseTime(parsed)),
        ParseOutcome.Failed failed => Milliseconds(failed.Elapsed),
        _ => null,
    };

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);

    private static string Names(DocumentTruncation truncation) =>
        string.Join(", ", truncation.ToString().Split(", ").Select(JsonNamingPolicy.KebabCaseLower.ConvertName));

    private static string? Join(IReadOnlyList<string>? tags, string? meta)
    {
        string[] all = [.. tags ?? [], .. meta is null ? [] : new[] { meta }];
        return all.Length == 0 ? null : string.Join(", ", all);
    }
}
