using System.Runtime.InteropServices;

namespace AsyncCrawler.Parsing;

/// <summary>
/// Remembers the contents that killed two workers, or whose trees were refused, so that none of them is sent again. Bounded: the content not
/// asked for the longest is forgotten first. Thread-safe.
/// </summary>
/// <param name="capacity">Most contents remembered.</param>
internal sealed class PoisonLedger(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ContentKey, LinkedListNode<Entry>> _byContent = [];
    private readonly Dictionary<int, int> _contentsOfLength = [];
    private readonly LinkedList<Entry> _latestFirst = [];

    /// <summary>Remembers a content.</summary>
    /// <param name="content">Its identity; null is nobody's.</param>
    /// <param name="reason">What it does to a worker.</param>
    public void Condemn(ContentKey? content, ParseFailureReason reason)
    {
        if (content is not { } key)
        {
            return;
        }

        lock (_gate)
        {
            if ((_byContent.TryGetValue(key, out var known) ? known : _byContent.Count >= capacity ? _latestFirst.Last : null) is { } former)
            {
                Forget(former);
            }

            _byContent[key] = _latestFirst.AddFirst(new Entry(key, reason));
            _contentsOfLength[key.Length] = _contentsOfLength.GetValueOrDefault(key.Length) + 1;
        }
    }

    /// <summary>What a content does to a worker.</summary>
    /// <param name="content">Its identity; null is nobody's.</param>
    /// <returns>The reason, or null when it is not known to do harm.</returns>
    public ParseFailureReason? Find(ContentKey? content)
    {
        lock (_gate)
        {
            if (content is not { } key || !_byContent.TryGetValue(key, out var known))
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
        if (!HoldsLength(document.Length) || Find(document.Content) is not { } reason)
        {
            return false;
        }

        counters.AddSpared();
        document.Answer(new ParseOutcome.Failed
        {
            Reason = reason,
            Detail = "The same content was refused, or killed two parser workers, before; it was not sent again.",
            Elapsed = document.Age,
        });
        return true;
    }

    // Most pages are as long as no lethal one, and need not be identified.
    private bool HoldsLength(int? length)
    {
        lock (_gate)
        {
            return length is { } known && _contentsOfLength.ContainsKey(known);
        }
    }

    private void Forget(LinkedListNode<Entry> entry)
    {
        var content = entry.Value.Content;
        _latestFirst.Remove(entry);
        _byContent.Remove(content);
        if (--CollectionsMarshal.GetValueRefOrNullRef(_contentsOfLength, content.Length) == 0)
        {
            _contentsOfLength.Remove(content.Length);
        }
    }

    private readonly record struct Entry(ContentKey Content, ParseFailureReason Reason);
}
