namespace AsyncCrawler.Results;

/// <summary>
/// Tallies by key, of which only the first so many have their own; the rest share one. The web chooses the keys, so
/// without the cap it would choose the memory too. It knows which of them changed since it was last asked. Not thread-safe.
/// </summary>
/// <typeparam name="TTally">What is kept for a key.</typeparam>
internal sealed class CappedTally<TTally>(int capacity, string overflowKey)
    where TTally : class, new()
{
    private readonly Dictionary<string, TTally> _tallies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private TTally? _overflow;

    /// <summary>The tally of <paramref name="key"/>, or the shared one, to be changed.</summary>
    public TTally this[string key]
    {
        get
        {
            if (!_tallies.TryGetValue(key, out var tally))
            {
                if (_tallies.Count >= capacity)
                {
                    _changed.Add(overflowKey);
                    return _overflow ??= new TTally();
                }

                tally = new TTally();
                _tallies.Add(key, tally);
            }

            _changed.Add(key);
            return tally;
        }
    }

    /// <summary>Puts a tally back that an earlier run kept, the shared one under its own key.</summary>
    public void Restore(string key, TTally tally)
    {
        if (key == overflowKey)
        {
            _overflow = tally;
        }
        else
        {
            _tallies[key] = tally;
        }
    }

    /// <summary>The entries that changed since this was last called.</summary>
    public IReadOnlyList<TSummary> TakeChanges<TSummary>(Func<string, TTally, bool, TSummary> summarise)
    {
        var changes = _changed
            .Select(key => key == overflowKey && _overflow is { } shared ? summarise(key, shared, true) : summarise(key, _tallies[key], false))
            .ToList();
        _changed.Clear();
        return changes;
    }

    /// <summary>The entries by key, then the shared one.</summary>
    public IReadOnlyList<TSummary> Select<TSummary>(Func<string, TTally, bool, TSummary> summarise)
    {
        var result = _tallies
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => summarise(entry.Key, entry.Value, false))
            .ToList();
        if (_overflow is not null)
        {
            result.Add(summarise(overflowKey, _overflow, true));
        }

        return result;
    }
}
