namespace AsyncCrawler.Host.Jobs;

/// <summary>What is wrong with a request, by field: everything at once, as RFC 9457 problem details tell it.</summary>
internal sealed class FaultList
{
    private const int MostShown = 100;

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

    /// <summary>Adds a fault of a value that was written.</summary>
    /// <param name="field">The field, or the parameter.</param>
    /// <param name="value">What was written; shown in part when it is long.</param>
    /// <param name="text">What may be said instead.</param>
    public void AddValue(string field, string value, string text) =>
        Add(field, $"\"{(value.Length > MostShown ? $"{value[..MostShown]}…" : value)}\" is not taken. {text}");

    /// <summary>The faults by field.</summary>
    public IDictionary<string, string[]> ToErrors() => _faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray(), StringComparer.Ordinal);
}
