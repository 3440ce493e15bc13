namespace AsyncCrawler.Host.Jobs;

/// <summary>What is wrong with a request, by field: everything at once, as RFC 9457 problem details tell it.</summary>
internal sealed class FaultList
{
    private readonly SortedDictionary<string, List<string>> _faults = new(StringComparer.Ordinal);

    /// <summary>True when nothing is wrong.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>Adds a fault.</summary>
    /// <param name="field">The field, for example <c>options.delay</c>.</param>
    /// <param name="text">What is wrong, and what may be said instead.</param>
    public void Add(string field, string text)
    {
        if (!_faults.TryGetValue(field, out var texts))
        {
            _faults.Add(field, texts = []);
        }

        texts.Add(text);
    }

    /// <summary>The faults by field.</summary>
    public IDictionary<string, string[]> ToErrors() => _faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray(), StringComparer.Ordinal);
}
