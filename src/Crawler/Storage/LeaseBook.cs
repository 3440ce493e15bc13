using System.Diagnostics.CodeAnalysis;
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
    private readonly PriorityQueue<OpenLease, DateTimeOffset> _expiries = new();

    /// <summary>Items under a lease.</summary>
    public int Count => _open.Count;

    /// <summary>The numbers of a host's items that are under a lease now.</summary>
    public HashSet<long> IdsOf(HostKey host)
    {
        var ids = new HashSet<long>();
        foreach (var (id, open) in _open)
        {
            if (open.Host == host)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>Begins a lease.</summary>
    public FrontierLease Begin(StoredItem stored, DateTimeOffset expiresAt)
    {
        stored.Attempts++;
        var lease = new FrontierLease { ItemId = stored.Id, Item = stored.Item, Attempt = stored.Attempts, ExpiresAt = expiresAt };
        var open = new OpenLease(stored, lease, stored.Item.Url.Host);
        _open.Add(stored.Id, open);
        _expiries.Enqueue(open, expiresAt);
        return lease;
    }

    /// <summary>Ends a lease, if it is the newest of its item.</summary>
    public bool TryEnd(FrontierLease lease, [NotNullWhen(true)] out StoredItem? stored)
    {
        // An item whose lease expired was leased again under a higher attempt: the late result is fenced off by the number.
        if (_open.TryGetValue(lease.ItemId, out var open) && open.Lease.Attempt == lease.Attempt)
        {
            End(open);
            ForgetEnded();
            stored = open.Stored;
            return true;
        }

        stored = null;
        return false;
    }

    /// <summary>Ends the leases that have expired.</summary>
    /// <returns>Their items.</returns>
    public IReadOnlyList<StoredItem> EndExpired(DateTimeOffset now)
    {
        List<StoredItem>? items = null; // hardly ever any
        while (_expiries.TryPeek(out var open, out var expiresAt) && expiresAt <= now)
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
            var (newPages, others) = counts.GetValueOrDefault(open.Host);
            counts[open.Host] = open.Lease.IsNewPage ? (newPages + 1, others) : (newPages, others + 1);
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

    private sealed record OpenLease(StoredItem Stored, FrontierLease Lease, HostKey Host)
    {
        public bool IsEnded { get; set; }
    }
}
