using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Fetching;

/// <summary>What the response to a request for robots.txt means (RFC 9309 §2.3.1). Thread-safe.</summary>
/// <param name="token">Our product token.</param>
/// <param name="retryDelay">Pause after a server failed to answer; doubles with each attempt.</param>
internal sealed class RobotsTxtReader(string token, TimeSpan retryDelay)
{
    /// <summary>Most redirects in a row; RFC 9309 §2.3.1.2 asks for at least five.</summary>
    public const int MaxRedirects = 5;

    // RFC 9309 §2.4: not longer than 24 hours.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    // "max-age=0" is often a default, and nobody means a request for robots.txt before every page.
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromHours(1);

    /// <summary>Reads an outcome that is no redirect to be followed.</summary>
    /// <param name="outcome">What became of the fetch; its body is not kept.</param>
    /// <param name="retry">What the retry policy says of it.</param>
    /// <returns>The answer.</returns>
    public RobotsAnswer Read(FetchOutcome outcome, RetryDecision retry)
    {
        return outcome switch
        {
            FetchOutcome.Received { IsSuccess: true } received =>
                new RobotsAnswer.Known(RobotsTxtParser.Parse(received.Body.Bytes.Span, token), LifetimeOf(received.CacheControl)),

            // §2.3.1.4, and 429: a server that has enough is not one without rules (RFC 6585 §4).
            FetchOutcome.Received { Status: 429 or >= 500 } received => Unreachable($"http-{received.Status}", null, DelayOf(received, retry), retry),

            // §2.3.1.3. What is no redirect, and neither success nor failure, brings no rules either.
            FetchOutcome.Received received => Unavailable(received.CacheControl),

            // §2.3.1.2: one redirect too many. One to nowhere is no better.
            FetchOutcome.Redirected or FetchOutcome.Failed { Reason: FetchFailureReason.BadRedirect or FetchFailureReason.RedirectLoop or FetchFailureReason.TooManyRedirects } => Unavailable(null),
            FetchOutcome.Failed failed => Unreachable(JsonNamingPolicy.KebabCaseLower.ConvertName(failed.Reason.ToString()), failed.Detail, retry.RetryAfter, retry),
            _ => throw new UnreachableException(),
        };
    }

    private static RobotsAnswer.Known Unavailable(string? cacheControl) => new(RobotsRules.AllowAll, LifetimeOf(cacheControl));

    private static RobotsAnswer.Unreachable Unreachable(string reason, string? detail, TimeSpan? retryAfter, RetryDecision retry) =>
        new(reason, $"robots.txt cannot be had: {reason}{(detail is null ? "" : ": " + detail)}", retryAfter, retry.Verdict != RetryVerdict.Later);

    private TimeSpan? DelayOf(FetchOutcome.Received received, RetryDecision retry)
    {
        if (retry.RetryAfter is not { } delay || received.RetryAfter is not null)
        {
            return retry.RetryAfter;
        }

        var floor = retryDelay * Math.Pow(2, Math.Min(received.Lease.Attempt - 1, 20));
        floor = floor < LongestRetryDelay ? floor : LongestRetryDelay;
        return delay > floor ? delay : floor;
    }

    private static TimeSpan LifetimeOf(string? cacheControl)
    {
        foreach (var range in cacheControl.AsSpan().Split(','))
        {
            var directive = cacheControl.AsSpan(range).Trim();
            if (directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(directive["max-age=".Length..].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < LongestLifetime.TotalSeconds)
            {
                return seconds > ShortestLifetime.TotalSeconds ? TimeSpan.FromSeconds(seconds) : ShortestLifetime;
            }
        }

        return LongestLifetime;
    }
}
