using AsyncCrawler.Frontier;

namespace AsyncCrawler.Pipeline;

/// <summary>
/// Gives the loops that fetch their leases. One of those that are free asks the frontier, for all of them; so while hosts are
/// ready, whoever ends a fetch finds the next one without another thread. Thread-safe.
/// </summary>
internal sealed class LeaseDesk(CrawlFrontier frontier) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<FrontierLease> _leases = [];
    private int _free;
    private bool _isClosed;

    /// <summary>Waits for a lease.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when nothing is left, or the frontier was stopped.</returns>
    public async ValueTask<FrontierLease?> NextAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _free);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (_leases.Count == 0 && !_isClosed)
                {
                    await AskAsync(cancellationToken).ConfigureAwait(false);
                }

                return _leases.TryDequeue(out var lease) ? lease : null;
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _free);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask AskAsync(CancellationToken cancellationToken)
    {
        var leases = await frontier.LeaseAsync(Volatile.Read(ref _free), cancellationToken).ConfigureAwait(false);
        _isClosed = leases is null;
        foreach (var lease in leases ?? [])
        {
            _leases.Enqueue(lease);
        }
    }
}
