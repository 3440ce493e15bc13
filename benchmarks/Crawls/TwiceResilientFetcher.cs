using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>
/// The fetcher behind once more what resilience puts before every fetch: the circuit of its host, the clocks, and the decision about a
/// retry. There is no switch that takes them away; what the second set costs is what the first one does, and the call around it.
/// </summary>
internal sealed class TwiceResilientFetcher(IPageFetcher inner, FetchOptions options) : IPageFetcher
{
    private readonly HostCircuits _circuits = new(options, TimeProvider.System, NullLogger<HostCircuits>.Instance);
    private readonly RetryPolicy _retries = new(options);

    /// <inheritdoc/>
    public async ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, CancellationToken cancellationToken)
    {
        var outcome = await _circuits.RunAsync(new FetchStart(lease, TimeProvider.System), FetchInTimeAsync, cancellationToken).ConfigureAwait(false);
        return _retries.Decide(outcome, lease.Attempt).Verdict == RetryVerdict.Never ? outcome : throw new InvalidOperationException($"{outcome}");
    }

    private async ValueTask<FetchOutcome> FetchInTimeAsync(FetchStart start, CancellationToken cancellationToken)
    {
        using var clock = new FetchClock(options, TimeProvider.System, cancellationToken);
        clock.Await();
        var outcome = await inner.FetchAsync(start.Lease, clock.Token).ConfigureAwait(false);
        clock.Report((outcome as FetchOutcome.Received)?.Body.Length ?? 0);
        return outcome;
    }
}
