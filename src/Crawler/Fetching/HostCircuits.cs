using AsyncCrawler.Diagnostics;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace AsyncCrawler.Fetching;

/// <summary>
/// One circuit breaker per host that is in trouble, so that a host that is down costs little and only its own URLs. A host has
/// none until a fetch fails to reach it, and loses it with the first one that does: the usual way is one look into a map.
/// Thread-safe.
/// </summary>
internal sealed partial class HostCircuits(FetchOptions options, TimeProvider time, ILogger<HostCircuits> logger)
{
    private const int MaxTrackedHosts = 10_000; // about 2 KB each

    private readonly LruMap<HostKey, HostCircuit> _circuits = new(MaxTrackedHosts);

    /// <summary>True when a host is in trouble, so that a fetch must be run here.</summary>
    public bool Watches(HostKey host) => _circuits.TryGet(host, out _);

    /// <summary>Counts the outcome of a fetch that was not run here.</summary>
    /// <param name="start">The fetch.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="cancellationToken">Passed on.</param>
    public ValueTask NoteAsync(FetchStart start, FetchOutcome outcome, CancellationToken cancellationToken) =>
        IsUnreachable(outcome) ? CountAsync(start, outcome, cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Runs a fetch unless the circuit of its host is open.</summary>
    /// <param name="start">The fetch.</param>
    /// <param name="fetchAsync">Does it.</param>
    /// <param name="cancellationToken">Passed on.</param>
    /// <returns>The outcome; CircuitOpen when nothing was tried, with the time until the next try unless the host is given up.</returns>
    public async ValueTask<FetchOutcome> RunAsync(
        FetchStart start, Func<FetchStart, CancellationToken, ValueTask<FetchOutcome>> fetchAsync, CancellationToken cancellationToken)
    {
        var host = start.Lease.Item.Url.Host;
        if (!_circuits.TryGet(host, out var circuit))
        {
            var first = await fetchAsync(start, cancellationToken).ConfigureAwait(false);
            await NoteAsync(start, first, cancellationToken).ConfigureAwait(false);
            return first;
        }

        var outcome = await TryRunAsync(circuit, start, fetchAsync, cancellationToken).ConfigureAwait(false);
        if (outcome is not FetchOutcome.Failed { Reason: FetchFailureReason.CircuitOpen } && !IsUnreachable(outcome))
        {
            _circuits.Remove(host, circuit);
        }

        return outcome;
    }

    // Only what takes time and may pass: a name that does not exist fails at once from the cache, a reset may be about one URL.
    private static bool IsUnreachable(FetchOutcome outcome) => outcome is FetchOutcome.Failed
    {
        Reason: FetchFailureReason.ConnectFailed or FetchFailureReason.ConnectTimedOut or FetchFailureReason.DnsFailed or FetchFailureReason.TimedOut,
    };

    private async ValueTask CountAsync(FetchStart start, FetchOutcome failure, CancellationToken cancellationToken)
    {
        var circuit = _circuits.GetOrReplace(start.Lease.Item.Url.Host, static _ => true, Create);
        await TryRunAsync(circuit, start, (_, _) => ValueTask.FromResult(failure), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<FetchOutcome> TryRunAsync(
        HostCircuit circuit, FetchStart start, Func<FetchStart, CancellationToken, ValueTask<FetchOutcome>> fetchAsync, CancellationToken cancellationToken)
    {
        try
        {
            return await circuit.Breaker.ExecuteAsync(
                static (state, token) => state.fetchAsync(state.start, token), (start, fetchAsync), cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException broken)
        {
            var downFor = time.GetElapsedTime(circuit.FailingSince);
            var retryAfter = downFor < options.HostGiveUpTime ? broken.RetryAfter ?? options.CircuitBreak : (TimeSpan?)null;
            return start.Fail(
                FetchFailureReason.CircuitOpen,
                $"Not tried: {start.Lease.Item.Url.Host} has been out of reach for {downFor.TotalSeconds:F0} s.",
                retryAfter: retryAfter);
        }
    }

    private HostCircuit Create(HostKey host)
    {
        var breaker = new CircuitBreakerStrategyOptions<FetchOutcome>
        {
            // All failures, as a success takes the breaker away; so this counts failures in a row.
            FailureRatio = 1.0,
            MinimumThroughput = options.CircuitFailures,
            SamplingDuration = TimeSpan.FromHours(1),
            BreakDuration = options.CircuitBreak,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { } outcome && IsUnreachable(outcome)),
            OnOpened = arguments =>
            {
                LogOpened(host.Text, arguments.BreakDuration.TotalSeconds);
                return ValueTask.CompletedTask;
            },
        };
        var pipeline = new ResiliencePipelineBuilder<FetchOutcome> { TimeProvider = time }.AddCircuitBreaker(breaker).Build();
        return new HostCircuit(pipeline, time.GetTimestamp());
    }

    [LoggerMessage(EventIds.Fetching.CircuitOpened, LogLevel.Information, "{Host} cannot be reached: nothing is sent to it for {BreakSeconds} s")]
    private partial void LogOpened(string host, double breakSeconds);
}
