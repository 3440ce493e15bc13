using System.Threading.RateLimiting;

namespace AsyncCrawler.Host.Api;

/// <summary>How often each caller may ask. What is kept of a caller is forgotten when it is idle. Thread-safe.</summary>
internal sealed class CallerLimits(int requestsPerSecond) : IDisposable
{
    // A dashboard that opens asks for many things at once.
    private const int BurstSeconds = 4;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = requestsPerSecond * BurstSeconds,
            TokensPerPeriod = requestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    /// <summary>Counts a request.</summary>
    /// <returns>False when it is one too many.</returns>
    public bool TryTake(string caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
