using AsyncCrawler.Politeness;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Which fetches are worth another try, and when (RFC 9110 §9.2.2: every fetch is a GET, so each may be repeated). A retry goes
/// back to the frontier and passes politeness again. Thread-safe when <paramref name="random"/> is.
/// </summary>
/// <param name="options">How often and how long.</param>
/// <param name="random">Gives numbers from 0 up to, not including, 1.</param>
public sealed class RetryPolicy(FetchOptions options, Func<double> random)
{
    /// <summary>A policy with the random numbers of the platform.</summary>
    /// <param name="options">How often and how long.</param>
    public RetryPolicy(FetchOptions options)
        : this(options, Random.Shared.NextDouble)
    {
    }

    /// <summary>Decides.</summary>
    /// <param name="outcome">What became of the fetch.</param>
    /// <param name="attempt">Which attempt it was; 1 for the first.</param>
    /// <returns>The decision.</returns>
    public RetryDecision Decide(FetchOutcome outcome, int attempt)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);

        var asked = outcome.RetryAfter is { } delay ? Min(delay, options.MaxRetryAfter) : (TimeSpan?)null;
        var verdict = VerdictOn(outcome);
        if (verdict == RetryVerdict.Again && attempt > options.MaxRetries)
        {
            verdict = RetryVerdict.Never;
        }

        var retryAfter = verdict switch
        {
            RetryVerdict.Never => (TimeSpan?)null,
            RetryVerdict.Later => asked ?? options.CircuitBreak,
            _ => Max(JitteredDelay(attempt), asked ?? TimeSpan.Zero),
        };
        return new RetryDecision(verdict, retryAfter, IsAboutTheHost(outcome) ? asked ?? retryAfter : null, LoadOf(outcome));
    }

    private static RetryVerdict VerdictOn(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Failed failed => VerdictOn(failed),
        FetchOutcome.Received received => VerdictOn(received.Status),
        _ => RetryVerdict.Never,
    };

    // A status says that it may be otherwise later: 408 and 502 to 504 by their definition (RFC 9110 §15), 429 (RFC 6585 §4),
    // and 500 by experience.
    private static RetryVerdict VerdictOn(int status) => status is 408 or 429 or 500 or 502 or 503 or 504 ? RetryVerdict.Again : RetryVerdict.Never;

    private static RetryVerdict VerdictOn(FetchOutcome.Failed failed) => failed.Reason switch
    {
        FetchFailureReason.DnsFailed => RetryVerdict.Again,
        FetchFailureReason.ConnectFailed => RetryVerdict.Again,
        FetchFailureReason.ConnectTimedOut => RetryVerdict.Again,
        FetchFailureReason.ProxyFailed => RetryVerdict.Again,
        FetchFailureReason.ConnectionLost => RetryVerdict.Again,
        FetchFailureReason.TimedOut => RetryVerdict.Again,
        FetchFailureReason.TooSlow => RetryVerdict.Again,

        // No time until the next try means that the host was given up.
        FetchFailureReason.CircuitOpen => failed.RetryAfter is null ? RetryVerdict.Never : RetryVerdict.Later,
        FetchFailureReason.Cancelled => RetryVerdict.Later,

        // The same request would end the same way.
        _ => RetryVerdict.Never,
    };

    private static HostLoad LoadOf(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Received { Status: 429 or 503 } => HostLoad.Overloaded,
        FetchOutcome.Received or FetchOutcome.Redirected => HostLoad.Fine,
        FetchOutcome.Failed { Reason: FetchFailureReason.ConnectTimedOut or FetchFailureReason.TimedOut or FetchFailureReason.TooSlow } => HostLoad.Overloaded,
        _ => HostLoad.Unknown,
    };

    // Too many requests and no service are about the host (RFC 6585 §4, RFC 9110 §15.6.4), and so is a Retry-After with any status.
    private static bool IsAboutTheHost(FetchOutcome outcome) =>
        outcome.RetryAfter is not null || outcome is FetchOutcome.Received { Status: 429 or 503 };

    // Full jitter: a random part of a doubling limit, so that what failed together does not come back together.
    private TimeSpan JitteredDelay(int attempt)
    {
        var limit = options.RetryBaseDelay.Ticks * Math.Pow(2, attempt - 1);
        return TimeSpan.FromTicks((long)(random() * Math.Min(limit, options.RetryMaxDelay.Ticks)));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
