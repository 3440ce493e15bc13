using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.InMemory;

/// <summary>A frontier that ends with its process. Thread-safe by one lock; every verb is O(1) per item, O(log n) where items wait for a later time.</summary>
public sealed class InMemoryFrontierStore : IFrontierStore
{
    private readonly HashSet<UrlFingerprint> _seen = [];
    private readonly Dictionary<HostKey, HostQueues> _hosts = [];
    private readonly Dictionary<long, OpenLease> _leased = [];
    private readonly PriorityQueue<OpenLease, DateTimeOffset> _expiries = new();
    private readonly Lock _gate = new();
    private long _lastItemId;
    private long _pendingPages;
    private long _pendingImages;
    private long _completed;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FrontierItem>> AddNewAsync(IReadOnlyList<FrontierItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        cancellationToken.ThrowIfCancellationRequested();
        var added = new List<FrontierItem>(items.Count);
        lock (_gate)
        {
            foreach (var item in items)
            {
                if (_seen.Add(UrlFingerprint.Of(item.Url)))
                {
                    Enqueue(new StoredItem(++_lastItemId, item), null);
                    added.Add(item);
                }
            }
        }

        return new ValueTask<IReadOnlyList<FrontierItem>>(added);
    }

    /// <inheritdoc/>
    public ValueTask<LeaseBatch> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var returned = ReturnExpired(request.Now);
            if (!_hosts.TryGetValue(request.Host, out var queues))
            {
                return new ValueTask<LeaseBatch>(LeaseBatch.Empty with { Returned = returned });
            }

            queues.Wake(request.Now);
            var leases = new List<FrontierLease>();
            while (leases.Count < request.Max && queues.TryDequeue(request.IncludesNewPages, out var stored))
            {
                leases.Add(Lease(stored, request.ExpiresAt));
            }

            return new ValueTask<LeaseBatch>(new LeaseBatch { Leases = leases, NextReadyAt = queues.NextReadyAt, Returned = returned });
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> CompleteAsync(IReadOnlyList<FrontierLease> leases, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(leases);
        cancellationToken.ThrowIfCancellationRequested();
        var closed = 0;
        lock (_gate)
        {
            foreach (var lease in leases)
            {
                closed += TryEnd(lease, out _) ? 1 : 0;
            }

            _completed += closed;
        }

        return new ValueTask<int>(closed);
    }

    /// <inheritdoc/>
    public ValueTask<bool> GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!TryEnd(lease, out var stored))
            {
                return new ValueTask<bool>(false);
            }

            stored.Attempts -= countsAsAttempt ? 0 : 1;
            Enqueue(stored, notBefore);
            return new ValueTask<bool>(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<FrontierCounts> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new ValueTask<FrontierCounts>(new FrontierCounts(_pendingPages, _pendingImages, _leased.Count, _completed));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HostBacklog> ListBacklogsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HostBacklog[] backlogs;
        lock (_gate)
        {
            backlogs = [.. _hosts.Select(host => new HostBacklog(host.Key, host.Value.NewPages, host.Value.Others)).Where(backlog => backlog.NewPages + backlog.Others > 0)];
        }

        foreach (var backlog in backlogs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return backlog;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Enqueue(StoredItem stored, DateTimeOffset? notBefore)
    {
        if (!_hosts.TryGetValue(stored.Item.Url.Host, out var queues))
        {
            queues = new HostQueues();
            _hosts.Add(stored.Item.Url.Host, queues);
        }

        queues.Enqueue(stored, notBefore);
        CountPending(stored, 1);
    }

    private FrontierLease Lease(StoredItem stored, DateTimeOffset expiresAt)
    {
        CountPending(stored, -1);
        stored.Attempts++;
        var lease = new FrontierLease { ItemId = stored.Id, Item = stored.Item, Attempt = stored.Attempts, ExpiresAt = expiresAt };
        var open = new OpenLease(stored, lease);
        _leased.Add(stored.Id, open);
        _expiries.Enqueue(open, expiresAt);
        return lease;
    }

    private bool TryEnd(FrontierLease lease, [NotNullWhen(true)] out StoredItem? stored)
    {
        // An item whose lease expired was leased again under a higher attempt: the late result is fenced off by the number.
        if (_leased.TryGetValue(lease.ItemId, out var open) && open.Lease.Attempt == lease.Attempt)
        {
            _leased.Remove(lease.ItemId);
            stored = open.Stored;
            return true;
        }

        stored = null;
        return false;
    }

    private List<FrontierItem> ReturnExpired(DateTimeOffset now)
    {
        List<FrontierItem> returned = [];
        while (_expiries.TryPeek(out var open, out var expiresAt) && expiresAt <= now)
        {
            _expiries.Dequeue();
            if (_leased.TryGetValue(open.Stored.Id, out var current) && ReferenceEquals(current, open))
            {
                _leased.Remove(open.Stored.Id);
                Enqueue(open.Stored, null);
                returned.Add(open.Stored.Item);
            }
        }

        return returned;
    }

    private void CountPending(StoredItem stored, int change)
    {
        if (stored.Item.Kind == ResourceKind.Page)
        {
            _pendingPages += change;
        }
        else
        {
            _pendingImages += change;
        }
    }

    private sealed record OpenLease(StoredItem Stored, FrontierLease Lease);
}
