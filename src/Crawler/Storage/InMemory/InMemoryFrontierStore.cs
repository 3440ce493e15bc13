using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.InMemory;

/// <summary>A frontier that ends with its process. Thread-safe by one lock; every verb is O(1) per item, O(log n) where items wait for a later time.</summary>
public sealed class InMemoryFrontierStore : IFrontierStore
{
    private static readonly SavedFrontier Nothing = new(0, new Dictionary<string, string>());

    private readonly HashSet<UrlFingerprint> _seen = [];
    private readonly Dictionary<HostKey, HostQueues> _hosts = [];
    private readonly List<HostKey> _byNumber = [];
    private readonly LeaseBook _leases = new();
    private readonly PendingTally _tally = new();
    private readonly Lock _gate = new();
    private long _lastNumber;

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(FinishedBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        UrlFingerprint.Prepare(batch.NewItems.Select(static item => item.Url));
        var added = new List<FrontierItem>(batch.NewItems.Count);
        var closed = 0;
        lock (_gate)
        {
            foreach (var item in batch.NewItems)
            {
                if (_seen.Add(UrlFingerprint.Of(item.Url)))
                {
                    Enqueue(StoredItem.New(++_lastNumber, item), null);
                    added.Add(item);
                }
            }

            foreach (var lease in batch.Completed)
            {
                closed += _leases.TryEnd(lease, out _) ? 1 : 0;
            }

            _tally.Completed += closed;
        }

        return new ValueTask<CommitOutcome>(new CommitOutcome(added, closed));
    }

    /// <inheritdoc/>
    public ValueTask<LeaseBatch> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var returned = _leases.EndExpired(request.Now);
            foreach (var stored in returned)
            {
                QueueAgain(stored, null);
            }

            FrontierItem[] items = returned.Count == 0 ? [] : [.. returned.Select(static stored => stored.Item)];
            if (!_hosts.TryGetValue(request.Host, out var queues))
            {
                return new ValueTask<LeaseBatch>(LeaseBatch.Empty with { Returned = items });
            }

            queues.Wake(request.Now);
            var leases = new List<FrontierLease>(Math.Min(request.Max, queues.ReadyCount(ofNewPages: true) + queues.ReadyCount(ofNewPages: false)));
            while (leases.Count < request.Max && queues.TryDequeue(request.IncludesNewPages, out var next))
            {
                _tally.Add(next.Item.Kind, -1);
                leases.Add(_leases.Begin(next, request.ExpiresAt));
            }

            return new ValueTask<LeaseBatch>(new LeaseBatch { Leases = leases, NextReadyAt = queues.NextReadyAt, Returned = items });
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_leases.TryEnd(lease, out var stored))
            {
                return new ValueTask<bool>(false);
            }

            QueueAgain(countsAsAttempt ? stored : stored with { Attempts = stored.Attempts - 1 }, notBefore);
            return new ValueTask<bool>(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<FrontierCounts> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new ValueTask<FrontierCounts>(_tally.ToCounts(_leases.Count));
        }
    }

    /// <summary>Nothing: this store is new with each process, and so keeps no notes either.</summary>
    /// <param name="cancellationToken">Not needed.</param>
    /// <returns>Zero and no notes.</returns>
    public ValueTask<SavedFrontier> ReadSavedAsync(CancellationToken cancellationToken) => new(Nothing);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<HostBacklog>> ListBacklogsAsync(long after, int most, CancellationToken cancellationToken)
    {
        var backlogs = new List<HostBacklog>();
        lock (_gate)
        {
            for (var number = (int)after; number < _byNumber.Count && backlogs.Count < most; number++)
            {
                var queues = _hosts[_byNumber[number]];
                if (queues.NewPages + queues.Others > 0)
                {
                    backlogs.Add(new HostBacklog(number + 1, _byNumber[number], queues.NewPages, queues.Others));
                }
            }
        }

        return new ValueTask<IReadOnlyList<HostBacklog>>(backlogs);
    }

    /// <summary>Does nothing: this store is new with each process, and within one the throttles themselves know what is owed.</summary>
    /// <param name="debt">Not kept.</param>
    /// <param name="cancellationToken">Not needed.</param>
    /// <returns>Is complete.</returns>
    public ValueTask SaveDebtAsync(HostDebt debt, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Nothing: no earlier run can have left anything.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Not needed.</param>
    /// <returns>Null.</returns>
    public ValueTask<HostDebt?> FindDebtAsync(HostKey host, CancellationToken cancellationToken) => new((HostDebt?)null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void QueueAgain(StoredItem stored, DateTimeOffset? notBefore) => Enqueue(stored with { Place = ++_lastNumber }, notBefore);

    private void Enqueue(StoredItem stored, DateTimeOffset? notBefore)
    {
        if (!_hosts.TryGetValue(stored.Item.Url.Host, out var queues))
        {
            queues = new HostQueues();
            _hosts.Add(stored.Item.Url.Host, queues);
            _byNumber.Add(stored.Item.Url.Host);
        }

        queues.Enqueue(stored, notBefore);
        _tally.Add(stored.Item.Kind, 1);
    }
}
