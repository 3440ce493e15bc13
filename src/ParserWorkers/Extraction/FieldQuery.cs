using AngleSharp.Dom;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>A compiled field rule.</summary>
/// <param name="attribute">The attribute whose value is wanted; null means the text.</param>
internal abstract class FieldQuery(string? attribute)
{
    // Far above any selector written by hand; the engines recurse over the expression, so it must be bounded.
    private const int MaxExpressionLength = 2_000;

    /// <summary>Compiles a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The query.</returns>
    /// <exception cref="FieldRuleException">The rule is faulty.</exception>
    public static FieldQuery Compile(FieldRule rule) => rule switch
    {
        { Expression.Length: > MaxExpressionLength } => throw new FieldRuleException(
            $"Field \"{rule.Name}\": an expression of {rule.Expression.Length} characters exceeds the limit of {MaxExpressionLength}."),
        { Language: FieldLanguage.Css } => CssFieldQuery.CompileSelector(rule),
        { Language: FieldLanguage.XPath } => XPathFieldQuery.CompileExpression(rule),
        _ => throw new FieldRuleException($"Field \"{rule.Name}\": this parser worker does not know language {(byte)rule.Language}."),
    };

    /// <summary>Finds the values in document order; each is looked for when it is asked for.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="budget">Caps each value.</param>
    /// <returns>The values. An element without the wanted attribute gives none.</returns>
    public abstract IEnumerable<string> Find(DocumentTree tree, DocumentBudget budget);

    /// <summary>The value of a node: its text, or the wanted attribute.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="index">The node.</param>
    /// <param name="budget">Caps the value.</param>
    /// <returns>The value, or null when the attribute is wanted and absent.</returns>
    protected string? ValueOf(DocumentTree tree, int index, DocumentBudget budget)
    {
        if (attribute is null)
        {
            return CollapsedText.Of(tree, index, budget);
        }

        return tree[index].Element?.GetAttribute(attribute) is { } value ? budget.CutText(value) : null;
    }
}
