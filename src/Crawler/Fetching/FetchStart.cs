using AsyncCrawler.Diagnostics;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Fetching;

/// <summary>A fetch that has begun, and what every outcome of it has in common.</summary>
internal sealed class FetchStart(FrontierLease lease, TimeProvider time, ExchangeTrace? trace = null)
{
    // Some messages of the platform quote a whole line of the server.
    private const int MaxDetailLength = 500;

    private readonly long _timestamp = time.GetTimestamp();

    /// <summary>What is fetched.</summary>
    public FrontierLease Lease => lease;

    /// <summary>Where its steps are written down; null when nobody wants to see them.</summary>
    public ExchangeTrace? Trace => trace;

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; } = time.GetUtcNow();

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_timestamp);

    /// <summary>Ends it as failed.</summary>
    public FetchOutcome.Failed Fail(FetchFailureReason reason, string detail, int? status = null, TimeSpan? retryAfter = null) => new()
    {
        Lease = lease,
        StartedAt = At,
        Elapsed = Elapsed,
        Reason = reason,
        Detail = PrintableText.Of(detail, MaxDetailLength),
        Status = status,
        RetryAfter = retryAfter,
    };
}
