using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;

namespace AsyncCrawler.Hosting;

/// <summary>Runs one session to its end and writes its last word.</summary>
internal sealed class CrawlRun : ICrawlRun
{
    private readonly CrawlSession _session;
    private readonly ParserPool _pool;
    private readonly TimeSpan _drainTimeout;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancel = new();
    private int _isInterrupted;

    public CrawlRun(CrawlSession session, ParserPool pool, ISeedSource seeds, TimeSpan drainTimeout, TimeProvider time)
    {
        _session = session;
        _pool = pool;
        _drainTimeout = drainTimeout;
        _time = time;
        Completion = Task.Run(() => RunAsync(seeds));
    }

    public Task<CrawlSummary> Completion { get; }

    public CrawlProgress GetProgress()
    {
        var (waiting, underWay) = _session.Frontier.CountOpen();
        return new CrawlProgress
        {
            Totals = _session.Aggregator.SnapshotTotals(),
            Elapsed = _session.Aggregator.Elapsed,
            Waiting = waiting,
            UnderWay = underWay,
            Fetching = _session.Frontier.Fetching,
            WaitingForParser = _session.Pipeline.WaitingForParser,
            Workers = _pool.Snapshot().Workers,
        };
    }

    public IReadOnlyList<HostState> ListHosts() => _session.Frontier.ListHosts();

    public CrawlSummary GetSummary() => Complete(_session.Aggregator.Snapshot());

    public void Drain()
    {
        if (Interlocked.Exchange(ref _isInterrupted, 1) == 0)
        {
            _session.Pipeline.Drain();
            _ = CancelAfterDrainAsync();
        }
    }

    public void Cancel()
    {
        Interlocked.Exchange(ref _isInterrupted, 1);
        _session.Frontier.Stop();
        _cancel.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Completion.IsCompleted)
        {
            Cancel();
        }

        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cancel.Dispose();
    }

    private async Task CancelAfterDrainAsync()
    {
        await ((Task)Completion).WaitAsync(_drainTimeout, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!Completion.IsCompleted)
        {
            Cancel();
        }
    }

    private async Task<CrawlSummary> RunAsync(ISeedSource seeds)
    {
        try
        {
            var (state, reason) = await RunPipelineAsync(seeds).ConfigureAwait(false);
            return await FinishAsync(state, reason).ConfigureAwait(false);
        }
        finally
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            if (_session.Outputs is { } outputs)
            {
                await outputs.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<(CrawlSummaryState State, string? Reason)> RunPipelineAsync(ISeedSource seeds)
    {
        try
        {
            await _session.Pipeline.RunAsync(seeds, _cancel.Token).ConfigureAwait(false);
            return _isInterrupted == 0 ? (CrawlSummaryState.Complete, null) : (CrawlSummaryState.Interrupted, "stopped on request");
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            return (CrawlSummaryState.Interrupted, "cancelled on request");
        }
        catch (Exception error)
        {
            // What was kept is kept, and the directory says how the crawl ended; the fault itself goes to the caller.
            await ((Task)FinishAsync(CrawlSummaryState.Failed, error.Message)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task<CrawlSummary> FinishAsync(CrawlSummaryState state, string? reason)
    {
        var summary = Complete(_session.Aggregator.Finish(state, reason));
        if (_session.Outputs is { } outputs)
        {
            await outputs.FinishAsync(summary).ConfigureAwait(false);
        }

        return summary;
    }

    private CrawlSummary Complete(CrawlSummary summary) => summary
        .With(_pool.Snapshot())
        .With(
            [.. _session.Frontier.Refusals.Select(refusal => new CrawlSummaryRefusal(refusal.Key.Refusal.ToString(), refusal.Key.Rule, refusal.Value))],
            _session.Frontier.Rewritten);
}
