using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>A CSS selector, matched against one element after the other so that the search ends with the last value wanted.</summary>
internal sealed class CssFieldQuery : FieldQuery
{
    // What may still be missing at the end of a sound beginning: nothing, a name, an+b, a pseudo-class, a pseudo-element.
    private static readonly string[] Completions = ["", "a", "1", "first-child", "before"];

    private static readonly CssSelectorParser Parser = new();

    private readonly ISelector _selector;

    private CssFieldQuery(ISelector selector, string? attribute)
        : base(attribute) => _selector = selector;

    /// <summary>Compiles the rule's selector.</summary>
    /// <param name="rule">A rule in CSS.</param>
    /// <returns>The query.</returns>
    /// <exception cref="FieldRuleException">The selector is faulty.</exception>
    public static CssFieldQuery CompileSelector(FieldRule rule)
    {
        if (Parse(rule.Expression) is { } selector)
        {
            return new CssFieldQuery(selector, rule.Attribute);
        }

        var position = ExpressionFault.Locate(rule.Expression, text => Parse(text) is not null, Completions);
        throw new FieldRuleException($"Field \"{rule.Name}\": the CSS selector {rule.Expression} is faulty at character {position}.");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Find(DocumentTree tree, DocumentBudget budget)
    {
        for (var index = 0; index < tree.Count; index++)
        {
            if (tree[index].Element is { } element && _selector.Match(element, null) && ValueOf(tree, index, budget) is { } value)
            {
                yield return value;
            }
        }
    }

    // AngleSharp's annotations deny it, but a faulty selector gives null.
    private static ISelector? Parse(string text) => Parser.ParseSelector(text);
}
