using System.Collections.Frozen;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>
/// A finished URL, as the done-callbacks see it. Its body, where there is one, is valid until the last callback returns:
/// copy what must outlive that.
/// </summary>
public sealed record PageOutcome
{
    /// <summary>The lease under which it was finished; holds the frontier item.</summary>
    public required FrontierLease Lease { get; init; }

    /// <summary>What became of the fetch.</summary>
    public required FetchOutcome Fetch { get; init; }

    /// <summary>What became of the parse.</summary>
    public required ParseOutcome Parse { get; init; }

    /// <summary>The page's hyperlinks (<c>a</c> and <c>area</c>), or what a sitemap lists; checked by this process, unique, in document order.</summary>
    public IReadOnlyList<CrawlUrl> Links { get; init; } = [];

    /// <summary>Those of the <see cref="Links"/> that the page marks <c>rel=nofollow</c>, at each of their places.</summary>
    public IReadOnlySet<CrawlUrl> NoFollowLinks { get; init; } = FrozenSet<CrawlUrl>.Empty;

    /// <summary>The sitemaps that a sitemap index lists, checked by this process, unique, in document order.</summary>
    public IReadOnlyList<CrawlUrl> Sitemaps { get; init; } = [];

    /// <summary>What a sitemap says of the <see cref="Links"/> and <see cref="Sitemaps"/> that it lists, as far as it says anything.</summary>
    public IReadOnlyDictionary<CrawlUrl, ListingHint> Hints { get; init; } = FrozenDictionary<CrawlUrl, ListingHint>.Empty;

    /// <summary>The page's images, checked by this process, unique, in document order.</summary>
    public IReadOnlyList<CrawlUrl> Images { get; init; } = [];

    /// <summary>Where the page sends its reader after a time; null when it does not.</summary>
    public PageRefresh? Refresh { get; init; }

    /// <summary>The frontier item.</summary>
    public FrontierItem Item => Lease.Item;

    /// <summary>The URL's fingerprint as 32 hexadecimal digits: the same in every run.</summary>
    public string Id => Item.Url.Fingerprint.ToString();

    /// <summary>The X-Robots-Tag fields of the response, or of the one that still holds; null when there is none.</summary>
    internal IReadOnlyList<string>? RobotsTags => Fetch switch
    {
        FetchOutcome.Received received => received.RobotsTags,
        FetchOutcome.Unchanged unchanged => unchanged.Stored.RobotsTags,
        _ => null,
    };

    /// <summary>The length of the body that was read, or of the one that still holds; null when there is none.</summary>
    internal long? BodyLength => Fetch switch
    {
        FetchOutcome.Received { Body.WasRead: true } received => received.Body.Length,
        FetchOutcome.Unchanged unchanged => unchanged.Stored.Length,
        _ => null,
    };

    /// <summary>Whether it went well, in one word.</summary>
    public PageStatus Status => this switch
    {
        { Fetch: FetchOutcome.Failed { Reason: FetchFailureReason.RobotsDenied } } => PageStatus.RobotsDenied,
        { Fetch: FetchOutcome.Failed { Reason: FetchFailureReason.RobotsUnreachable } } => PageStatus.RobotsUnreachable,
        { Fetch: FetchOutcome.Failed { Reason: FetchFailureReason.Trap } } => PageStatus.Trap,
        { Fetch: FetchOutcome.Failed } => PageStatus.Failed,
        { Fetch: FetchOutcome.Unchanged } => PageStatus.Unchanged,
        { Fetch: FetchOutcome.Redirected } => PageStatus.Redirected,
        { Fetch: FetchOutcome.Received { IsSuccess: false } } => PageStatus.HttpError,
        { Parse: ParseOutcome.Failed } => PageStatus.ParserFailed,
        _ => PageStatus.Ok,
    };
}
