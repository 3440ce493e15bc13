namespace AsyncCrawler.Results;

/// <summary>
/// Tallies by key, of which only the first so many have their own; the rest share one. The web chooses the keys, so
/// without the cap it would choose the memory too. Not thread-safe.
/// </summary>
/// <typeparam name="TTally">What is kept for a key.</typeparam>
internal sealed class CappedTally<TTally>(int capacity, string overflowKey)
    where TTally : class, new()
{
    private readonly Dictionary<string, TTally> _tallies = new(StringComparer.Ordinal);
    private TTally? _overflow;

    /// <summary>The tally of <paramref name="key"/>, or the shared one.</summary>
    public TTally this[string key]
    {
        get
        {
            if (_tallies.TryGetValue(key, out var tally))
            {
                return tally;
            }

            if (_tallies.Count >= capacity)
            {
                return _overflow ??= new TTally();
            }

            tally = new TTally();
            _tallies.Add(key, tally);
            return tally;
        }
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
