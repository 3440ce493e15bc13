using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Sinks;

/// <summary>Field rules as columns: finds the values of each in what a child reported.</summary>
internal sealed class FieldColumns
{
    private readonly Dictionary<string, int> _indexes;

    /// <summary>Takes the rules in the order of the columns.</summary>
    /// <exception cref="ArgumentException">Two rules have one name.</exception>
    public FieldColumns(IReadOnlyList<FieldRule> rules)
    {
        Rules = rules;
        _indexes = rules.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index, StringComparer.Ordinal);
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<FieldRule> Rules { get; }

    /// <summary>The values per rule; none for a page that was not parsed. Names that nobody asked for are left out.</summary>
    public IReadOnlyList<string>[] ValuesOf(ParseOutcome parse)
    {
        var values = new IReadOnlyList<string>[Rules.Count];
        Array.Fill(values, []);
        foreach (var field in parse is ParseOutcome.Parsed parsed ? parsed.Reply.Fields : [])
        {
            if (_indexes.TryGetValue(field.Name, out var index))
            {
                values[index] = field.Values;
            }
        }

        return values;
    }
}
