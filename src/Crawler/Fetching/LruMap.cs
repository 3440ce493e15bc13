using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Fetching;

/// <summary>A map that forgets what was not used for longest, so that state kept per host is bounded (promises R9). Thread-safe.</summary>
internal sealed class LruMap<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _nodes = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _byUse = [];
    private volatile bool _isEmpty = true; // read without the lock: some maps hardly ever hold anything, and are asked for every page

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_isEmpty)
        {
            value = null;
            return false;
        }

        lock (_gate)
        {
            value = _nodes.TryGetValue(key, out var node) ? Touch(node) : null;
            return value is not null;
        }
    }

    /// <summary>The value of the key where there is one that <paramref name="isGood"/> accepts; otherwise a new one takes its place.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isGood">Called under the lock: must be quick.</param>
    /// <param name="create">Called under the lock: must be quick.</param>
    public TValue GetOrReplace(TKey key, Func<TValue, bool> isGood, Func<TKey, TValue> create)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                if (isGood(node.Value.Value))
                {
                    return Touch(node);
                }

                Forget(node);
            }
            else if (_nodes.Count == capacity && _byUse.First is { } oldest)
            {
                Forget(oldest);
            }

            var value = create(key);
            _nodes[key] = _byUse.AddLast(KeyValuePair.Create(key, value));
            _isEmpty = false;
            return value;
        }
    }

    /// <summary>Removes the key if it still has this value.</summary>
    public void Remove(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var node) && ReferenceEquals(node.Value.Value, value))
            {
                Forget(node);
            }
        }
    }

    private TValue Touch(LinkedListNode<KeyValuePair<TKey, TValue>> node)
    {
        _byUse.Remove(node);
        _byUse.AddLast(node);
        return node.Value.Value;
    }

    private void Forget(LinkedListNode<KeyValuePair<TKey, TValue>> node)
    {
        _byUse.Remove(node);
        _nodes.Remove(node.Value.Key);
        _isEmpty = _nodes.Count == 0;
    }
}
