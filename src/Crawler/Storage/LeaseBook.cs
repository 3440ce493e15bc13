using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage;

/// <summary>
/// The leases of one run. They are kept in memory alone: a store has one owner, so with the owner's process all its leases
/// are gone, and no late result can come. Not thread-safe: its owner holds the lock.
/// </summary>
internal sealed class LeaseBook
{
    private readonly Dictionary<long, OpenLease> _open = [];
    private readonly PriorityQueue<OpenLease, long> _expiries = new(); // by UTC ticks

    /// <summary>Items under a lease.</summary>
    public int Count => _open.Count;

    /// <summary>The numbers of a host's items that are under a lease now.</summary>
    public HashSet<long> IdsOf(HostKey host)
    {
        var ids = new HashSet<long>();
        foreach (var (id, open) in _open)
        {
            if (open.Lease.Item.Url.Host == host)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>Begins a lease.</summary>
    public FrontierLease Begin(StoredItem stored, DateTimeOffset expiresAt)
    {
        var leased = stored with { Attempts = stored.Attempts + 1 };
        var lease = new FrontierLease { ItemId = leased.Id, Item = leased.Item, Attempt = leased.Attempts, ExpiresAt = expiresAt };
        var open = new OpenLease(leased, lease);
        _open.Add(stored.Id, open);
        _expiries.Enqueue(open, expiresAt.UtcTicks);
        return lease;
    }

    /// <summary>Ends a lease, if it is the newest of its item.</summary>
    public bool TryEnd(FrontierLease lease, out StoredItem stored)
    {
        // An item whose lease expired was leased again under a higher attempt: the late result is fenced off by the number.
        if (_open.TryGetValue(lease.ItemId, out var open) && open.Lease.Attempt == lease.Attempt)
        {
            End(open);
            ForgetEnded();
            stored = open.Stored;
            return true;
        }

        stored = default;
        return false;
    }

    /// <summary>Ends the leases that have expired.</summary>
    /// <returns>Their items.</returns>
    public IReadOnlyList<StoredItem> EndExpired(DateTimeOffset now)
    {
        List<StoredItem>? items = null; // hardly ever any
        while (_expiries.TryPeek(out var open, out var expiresAt) && expiresAt <= now.UtcTicks)
        {
            _expiries.Dequeue();
            if (!open.IsEnded)
            {
                End(open);
                (items ??= []).Add(open.Stored);
            }
        }

        return items ?? [];
    }

    /// <summary>Counts the items under a lease by host: those that were new pages before, and the others.</summary>
    public Dictionary<HostKey, (int NewPages, int Others)> CountByHost()
    {
        var counts = new Dictionary<HostKey, (int NewPages, int Others)>();
        foreach (var open in _open.Values)
        {
            var host = open.Lease.Item.Url.Host;
            var (newPages, others) = counts.GetValueOrDefault(host);
            counts[host] = open.Lease.IsNewPage ? (newPages + 1, others) : (newPages, others + 1);
        }

        return counts;
    }

    // Leases end mostly in the order in which they expire, so looking at the front keeps the queue as short as the book.
    private void ForgetEnded()
    {
        while (_expiries.TryPeek(out var open, out _) && open.IsEnded)
        {
            _expiries.Dequeue();
        }
    }

    private void End(OpenLease open)
    {
        open.IsEnded = true;
        _open.Remove(open.Stored.Id);
    }

    private sealed record OpenLease(StoredItem Stored, FrontierLease Lease)
    {
        public bool IsEnded { get; set; }
    }
}
