using System.Xml.XPath;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>
/// Finds fields with CSS selectors and XPath 1.0 expressions. An element's value is its text, white space collapsed, or the
/// attribute that the rule names, as it stands in the document: URLs are not resolved. Not thread-safe.
/// </summary>
internal sealed class FieldExtractor
{
    // A crawl has a handful of rules, the same for every page; only a changing set can reach this.
    private const int MaxCachedQueries = 256;

    private readonly Dictionary<QueryKey, FieldQuery> _queries = [];

    /// <summary>Applies the rules to a document.</summary>
    /// <param name="tree">The document, scripting off.</param>
    /// <param name="rules">The rules, in the order of the reply.</param>
    /// <param name="budget">Caps texts and values, and is told what was cut off.</param>
    /// <returns>One field per rule, in the same order.</returns>
    /// <exception cref="FieldRuleException">A rule is faulty; names field, expression and position.</exception>
    public IReadOnlyList<ParsedField> Extract(DocumentTree tree, IReadOnlyList<FieldRule> rules, DocumentBudget budget) =>
        [.. rules.Select(rule => new ParsedField { Name = rule.Name, Values = Collect(tree, rule, budget) })];

    private List<string> Collect(DocumentTree tree, FieldRule rule, DocumentBudget budget)
    {
        var found = QueryOf(rule).Find(tree, budget);
        List<string> values = [];
        try
        {
            foreach (var value in rule.IsList ? found : found.Take(1))
            {
                if (values.Count == budget.Limits.MaxFieldValues)
                {
                    budget.NoteTruncation(DocumentTruncation.Fields);
                    break;
                }

                values.Add(value);
            }
        }
        catch (XPathException error)
        {
            throw new FieldRuleException($"Field \"{rule.Name}\": the expression {rule.Expression} cannot be evaluated: {error.Message}", error);
        }

        return values;
    }

    private FieldQuery QueryOf(FieldRule rule)
    {
        var key = new QueryKey(rule.Language, rule.Expression, rule.Attribute);
        if (_queries.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_queries.Count == MaxCachedQueries)
        {
            _queries.Clear();
        }

        return _queries[key] = FieldQuery.Compile(rule);
    }

    private readonly record struct QueryKey(FieldLanguage Language, string Expression, string? Attribute);
}
