using System.Diagnostics;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>What became of one fetch: a response, a redirect, or a failure.</summary>
public abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>The lease under which it was fetched.</summary>
    public required FrontierLease Lease { get; init; }

    /// <summary>When the fetch began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the begin of the fetch to its end, body included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The span of the fetch, to which those of the later steps belong; the default when nobody listens.</summary>
    public ActivityContext Span { get; init; }

    /// <summary>How long the server asked to wait (Retry-After, RFC 9110 §10.2.3), not yet capped; null when it did not ask.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A response that is no redirect, of any status.</summary>
    public sealed record Received : FetchOutcome
    {
        /// <summary>The status code, 100 to 999.</summary>
        public required int Status { get; init; }

        /// <summary>The Content-Type field as sent; null when there was none.</summary>
        public string? ContentType { get; init; }

        /// <summary>True when the server forbids to guess another type than it says (X-Content-Type-Options: nosniff, Fetch §3.6).</summary>
        public bool ForbidsSniffing { get; init; }

        /// <summary>The body; empty for statuses of 400 and above, which are not read. Disposed with the page.</summary>
        public required PooledBody Body { get; init; }

        /// <summary>
        /// The SHA-256 of the body in lower-case hexadecimal digits; null when no body was read. It is calculated when somebody first
        /// asks for it; who asks only after the body was disposed gets null.
        /// </summary>
        public string? Sha256
        {
            get => field ?? Body.Sha256;
            init;
        }

        /// <summary>True when a limit cut the body off: it is not complete.</summary>
        public bool IsTruncated { get; init; }

        /// <summary>True when something came after the end of the content coding, and was ignored; of deflate the last few bytes do not show.</summary>
        public bool HasTrailingBytes { get; init; }

        /// <summary>The X-Robots-Tag fields as they were sent; each may be addressed to another crawler.</summary>
        public IReadOnlyList<string> RobotsTags { get; init; } = [];

        /// <summary>The Cache-Control fields, joined by a comma and a space; null when there was none.</summary>
        public string? CacheControl { get; init; }

        /// <summary>The Refresh field as sent; null when there was none.</summary>
        public string? Refresh { get; init; }

        /// <summary>The ETag field, where it is one that can be sent back; otherwise null.</summary>
        public string? ETag { get; init; }

        /// <summary>The Last-Modified field, where it can be sent back; otherwise null.</summary>
        public string? LastModified { get; init; }

        /// <summary>True for statuses 200 to 299.</summary>
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>The answer to a conditional request that what an earlier crawl kept still holds (304, RFC 9110 §15.4.5).</summary>
    public sealed record Unchanged : FetchOutcome
    {
        /// <summary>The status code.</summary>
        public const int Status = 304;

        /// <summary>What was kept, with the fields that the answer brings up to date.</summary>
        public required StoredResponse Stored { get; init; }
    }

    /// <summary>A redirect (RFC 9110 §15.4) to a URL that may be crawled; the frontier decides whether it is.</summary>
    public sealed record Redirected : FetchOutcome
    {
        /// <summary>The status code.</summary>
        public required int Status { get; init; }

        /// <summary>The URL that Location names.</summary>
        public required CrawlUrl Target { get; init; }

        /// <summary>True when the way leads from https to http: what was protected no longer is.</summary>
        public bool IsDowngrade => Lease.Item.Url.Host.Scheme == "https" && Target.Host.Scheme == "http";
    }

    /// <summary>No usable response.</summary>
    public sealed record Failed : FetchOutcome
    {
        /// <summary>Why.</summary>
        public required FetchFailureReason Reason { get; init; }

        /// <summary>One line for the operator; may quote what the server sent.</summary>
        public required string Detail { get; init; }

        /// <summary>The status code when one was received before the failure; otherwise null.</summary>
        public int? Status { get; init; }

        /// <summary>The outcome of a lease that is refused, by robots.txt or for a trap: nothing was sent.</summary>
        /// <param name="lease">The lease; its <see cref="FrontierLease.Refusal"/> or <see cref="FrontierLease.Trap"/> says why.</param>
        /// <param name="now">The time.</param>
        /// <returns>The failure.</returns>
        public static Failed Unsent(FrontierLease lease, DateTimeOffset now)
        {
            ArgumentNullException.ThrowIfNull(lease);
            return new Failed
            {
                Lease = lease,
                StartedAt = now,
                Elapsed = TimeSpan.Zero,
                Reason = lease.Refusal switch
                {
                    { Unreachable: null } => FetchFailureReason.RobotsDenied,
                    { } => FetchFailureReason.RobotsUnreachable,
                    null => FetchFailureReason.Trap,
                },
                Detail = lease.Refusal?.Detail ?? lease.Trap ?? "",
            };
        }
    }
}
