using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>
/// The heads of a host's two queues, in memory; the tails are on the disk. Order is exact: a queue gives nothing while an
/// older item of it may be on the disk alone. Not thread-safe: its owner holds the lock.
/// </summary>
internal sealed class HostHeads(HostKey host)
{
    // The first reading is small: most hosts of a broad crawl are asked for one page at a time.
    private const int FirstReadAhead = 8;
    private const int ReadAhead = 64;

    private readonly QueueTail _newPages = new();
    private readonly QueueTail _others = new();
    private bool _wasRead;

    public HostKey Host { get; } = host;

    public HostQueues Queues { get; } = new();

    /// <summary>How many callers use the heads at the moment.</summary>
    public int Users { get; set; }

    /// <summary>A reading that is under way; null when there is none.</summary>
    public Task? Reading { get; set; }

    /// <summary>Takes an item that goes to the disk into memory too, where that keeps the order and there is room.</summary>
    /// <param name="stored">The item.</param>
    /// <param name="notBefore">When it may be leased; null when at once.</param>
    /// <param name="hasRoom">Whether there is room for more than a head.</param>
    public void Offer(StoredItem stored, DateTimeOffset? notBefore, bool hasRoom)
    {
        var tail = TailOf(stored.IsNewPage);
        if (tail.HasMore || (!hasRoom && Queues.ReadyCount(stored.IsNewPage) >= ReadAhead))
        {
            tail.Leave();
        }
        else
        {
            tail.Pass(stored.Place);
            Queues.Enqueue(stored, notBefore);
        }
    }

    /// <summary>What must be read before so many leases can be given; empty when nothing.</summary>
    public IReadOnlyList<TailRead> FindGaps(int wanted, bool includesNewPages)
    {
        List<TailRead> gaps = [];
        foreach (var isNewPages in (ReadOnlySpan<bool>)(includesNewPages ? [true, false] : [false]))
        {
            var tail = TailOf(isNewPages);
            if (tail.HasMore && Queues.ReadyCount(isNewPages) < wanted)
            {
                gaps.Add(new TailRead(Host, isNewPages, tail.LastPlace, Math.Max(wanted, _wasRead ? ReadAhead : FirstReadAhead), tail.Arrivals));
            }
        }

        return gaps;
    }

    /// <summary>Takes in what was read.</summary>
    /// <param name="read">What was asked for.</param>
    /// <param name="items">The answer.</param>
    /// <param name="leased">The items that were under a lease when it was asked: they are on the disk until they are closed.</param>
    public void Accept(TailRead read, IReadOnlyList<LoadedItem> items, IReadOnlySet<long> leased)
    {
        _wasRead = true;
        TailOf(read.IsNewPages).Advance(items, items.Count < read.Most, read.Arrivals);
        foreach (var (stored, readyAt) in items)
        {
            if (!leased.Contains(stored.Id))
            {
                Queues.Enqueue(stored, readyAt);
            }
        }
    }

    private QueueTail TailOf(bool ofNewPages) => ofNewPages ? _newPages : _others;
}
