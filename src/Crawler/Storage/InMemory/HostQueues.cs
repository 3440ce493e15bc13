using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Storage.InMemory;

/// <summary>The waiting items of one host: pages and images oldest first, and those that wait for a later time.</summary>
internal sealed class HostQueues
{
    private readonly Queue<StoredItem> _pages = new();
    private readonly Queue<StoredItem> _images = new();
    private readonly PriorityQueue<StoredItem, DateTimeOffset> _later = new();
    private int _laterPages;

    public long Pages => _pages.Count + _laterPages;

    public long Images => _images.Count + _later.Count - _laterPages;

    public DateTimeOffset? NextReadyAt => _later.TryPeek(out _, out var readyAt) ? readyAt : null;

    public void Enqueue(StoredItem stored, DateTimeOffset? notBefore)
    {
        if (notBefore is { } readyAt)
        {
            _later.Enqueue(stored, readyAt);
            _laterPages += IsPage(stored) ? 1 : 0;
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
            _laterPages -= IsPage(stored) ? 1 : 0;
            QueueOf(stored).Enqueue(stored);
        }
    }

    /// <summary>Takes the oldest ready item.</summary>
    public bool TryDequeue(bool includesPages, [NotNullWhen(true)] out StoredItem? stored)
    {
        var hasPage = _pages.TryPeek(out var page) && includesPages;
        var hasImage = _images.TryPeek(out var image);
        var queue = hasPage && (!hasImage || page?.Id < image?.Id) ? _pages : _images;
        return queue.TryDequeue(out stored);
    }

    private Queue<StoredItem> QueueOf(StoredItem stored) => IsPage(stored) ? _pages : _images;

    private static bool IsPage(StoredItem stored) => stored.Item.Kind == ResourceKind.Page;
}
