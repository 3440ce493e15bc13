namespace AsyncCrawler.Storage;

/// <summary>
/// The waiting items of one host, oldest first: pages never tried, the others, and those that wait for a later time. Not
/// thread-safe: its owner holds the lock.
/// </summary>
internal sealed class HostQueues
{
    private readonly Queue<StoredItem> _newPages = new();
    private readonly Queue<StoredItem> _others = new();
    private readonly PriorityQueue<StoredItem, DateTimeOffset> _later = new();
    private int _laterNewPages;

    /// <summary>Pages never tried, those that wait for a later time included.</summary>
    public long NewPages => _newPages.Count + _laterNewPages;

    /// <summary>Everything else, what waits for a later time included.</summary>
    public long Others => _others.Count + _later.Count - _laterNewPages;

    /// <summary>When the next of those that wait for a later time becomes ready; null when none does.</summary>
    public DateTimeOffset? NextReadyAt => _later.TryPeek(out _, out var readyAt) ? readyAt : null;

    /// <summary>Items that are ready, of one of the two kinds.</summary>
    public int ReadyCount(bool ofNewPages) => ofNewPages ? _newPages.Count : _others.Count;

    /// <summary>Adds an item: at the end of what is ready, or to wait for a later time.</summary>
    public void Enqueue(StoredItem stored, DateTimeOffset? notBefore)
    {
        if (notBefore is { } readyAt)
        {
            _later.Enqueue(stored, readyAt);
            _laterNewPages += stored.IsNewPage ? 1 : 0;
        }
        else
        {
            QueueOf(stored).Enqueue(stored);
        }
    }

    /// <summary>Moves what waited until now behind what is ready.</summary>
    public void Wake(DateTimeOffset now)
    {
        while (_later.TryPeek(out var stored, out var readyAt) && readyAt <= now)
        {
            _later.Dequeue();
            _laterNewPages -= stored.IsNewPage ? 1 : 0;
            QueueOf(stored).Enqueue(stored);
        }
    }

    /// <summary>Takes the oldest ready item.</summary>
    public bool TryDequeue(bool includesNewPages, out StoredItem stored)
    {
        var hasNewPage = _newPages.TryPeek(out var newPage) && includesNewPages;
        var hasOther = _others.TryPeek(out var other);
        var queue = hasNewPage && (!hasOther || newPage.Place < other.Place) ? _newPages : _others;
        return queue.TryDequeue(out stored);
    }

    private Queue<StoredItem> QueueOf(StoredItem stored) => stored.IsNewPage ? _newPages : _others;
}
