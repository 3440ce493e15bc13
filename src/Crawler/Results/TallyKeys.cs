using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Results;

/// <summary>The words under which ends are counted in the summary and written to the records.</summary>
internal static class TallyKeys
{
    private static readonly string[] OutcomeWords = Words<PageStatus>();
    private static readonly string[] FetchWords = Words<FetchFailureReason>();
    private static readonly string[] DeathWords = Words<WorkerDeathReason>();
    private static readonly string[] ParseWords = Words<ParseFailureReason>();

    /// <summary>The kind in one word.</summary>
    public static string Kind(ResourceKind kind) => kind switch
    {
        ResourceKind.Page => "page",
        ResourceKind.Image => "image",
        ResourceKind.Sitemap => "sitemap",
        ResourceKind.Robots => "robots",
        _ => throw new UnreachableException(),
    };

    /// <summary>Why a parser process died, in one word.</summary>
    public static string Death(WorkerDeathReason reason) => DeathWords[(int)reason];

    /// <summary>The outcome in one word.</summary>
    public static string Outcome(PageStatus status) => OutcomeWords[(int)status];

    /// <summary>Why the URL did not go well; null when it did, and for redirects that stay as safe as they were.</summary>
    public static string? Reason(PageOutcome page) => page switch
    {
        { Fetch: FetchOutcome.Redirected { IsDowngrade: true } } => "https-to-http",
        { Lease.Refusal.Unreachable: { } reason } => reason,
        { Fetch: FetchOutcome.Failed failed } => FetchWords[(int)failed.Reason],
        { Fetch: FetchOutcome.Received { IsSuccess: false } received } => "http-" + received.Status.ToString(CultureInfo.InvariantCulture),
        { Fetch: FetchOutcome.Received, Parse: ParseOutcome.Failed failed } => ParseWords[(int)failed.Reason],
        _ => null,
    };

    /// <summary>The status code; null when no response came.</summary>
    public static int? Status(FetchOutcome fetch) => fetch switch
    {
        FetchOutcome.Received received => received.Status,
        FetchOutcome.Unchanged => FetchOutcome.Unchanged.Status,
        FetchOutcome.Redirected redirected => redirected.Status,
        FetchOutcome.Failed failed => failed.Status,
        _ => throw new UnreachableException(),
    };

    /// <summary>True for a resource that is known in full: transferred now, or still what an earlier crawl transferred.</summary>
    public static bool IsSuccess(PageStatus status) => status is PageStatus.Ok or PageStatus.Unchanged;

    /// <summary>True for ends that an operator would look into.</summary>
    public static bool IsFailure(PageStatus status) => status is PageStatus.HttpError or PageStatus.Failed or PageStatus.RobotsUnreachable or PageStatus.ParserFailed;

    /// <summary>
    /// The worker's own time on the document, as far as it can be true: a child is not to be believed when it reports more
    /// than the time that went by.
    /// </summary>
    public static TimeSpan ParseTime(ParseOutcome.Parsed parsed)
    {
        var most = Math.Max(0, parsed.Elapsed.Ticks / TimeSpan.TicksPerMicrosecond);
        return TimeSpan.FromMicroseconds(Math.Clamp(parsed.Reply.ElapsedMicroseconds, 0, most));
    }

    private static string[] Words<TEnum>()
        where TEnum : struct, Enum
        => [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
}
