namespace AsyncCrawler.Parsing;

/// <summary>
/// Remembers the contents that killed a worker twice, so that none of them is sent a third time. Bounded: the content not
/// asked for the longest is forgotten first. Thread-safe.
/// </summary>
/// <param name="capacity">Most contents remembered.</param>
internal sealed class PoisonLedger(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byHash = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _latestFirst = [];

    /// <summary>Remembers a content.</summary>
    /// <param name="contentHash">Its identity.</param>
    /// <param name="reason">What it does to a worker.</param>
    public void Condemn(string contentHash, ParseFailureReason reason)
    {
        lock (_gate)
        {
            if (_byHash.Remove(contentHash, out var known))
            {
                _latestFirst.Remove(known);
            }
            else if (_byHash.Count >= capacity && _latestFirst.Last is { } oldest)
            {
                _latestFirst.Remove(oldest);
                _byHash.Remove(oldest.Value.ContentHash);
            }

            _byHash[contentHash] = _latestFirst.AddFirst(new Entry(contentHash, reason));
        }
    }

    /// <summary>What a content does to a worker.</summary>
    /// <param name="contentHash">Its identity; null is nobody's.</param>
    /// <returns>The reason, or null when it is not known to do harm.</returns>
    public ParseFailureReason? Find(string? contentHash)
    {
        lock (_gate)
        {
            if (contentHash is null || !_byHash.TryGetValue(contentHash, out var known))
            {
                return null;
            }

            _latestFirst.Remove(known);
            _latestFirst.AddFirst(known);
            return known.Value.Reason;
        }
    }

    /// <summary>Answers a document unsent when its content is known to be lethal.</summary>
    /// <returns>True when it was answered.</returns>
    public bool TryAnswer(PendingDocument document, PoolCounters counters)
    {
        if (Find(document.ContentHash) is not { } reason)
        {
            return false;
        }

        counters.AddSpared();
        document.Answer(new ParseOutcome.Failed
        {
            Reason = reason,
            Detail = "The same content killed two parser workers before; it was not sent again.",
            Elapsed = document.Age,
        });
        return true;
    }

    private readonly record struct Entry(string ContentHash, ParseFailureReason Reason);
}
