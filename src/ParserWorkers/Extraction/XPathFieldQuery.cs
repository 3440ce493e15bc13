using System.Diagnostics;
using System.Xml;
using System.Xml.XPath;
using AngleSharp.Html.Parser;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>
/// An XPath 1.0 expression. A node-set gives one value per node: of an attribute its value as it stands, of other nodes their
/// text, white space collapsed. Any other result gives one value: the expression's own text, uncollapsed.
/// </summary>
internal sealed class XPathFieldQuery : FieldQuery
{
    // What may still be missing at the end of a sound beginning: nothing, a step, or arguments of a function.
    private static readonly string[] Completions = ["", "a", "a,a", "a,a,a", ",a", ",a,a"];

    // No prefixes are bound: in DocumentTree no name has a namespace.
    private static readonly XmlNamespaceManager NoPrefixes = new(new NameTable());

    private static readonly DocumentTree EmptyDocument = DocumentTree.Build(new HtmlParser().ParseDocument(""));

    private readonly XPathExpression _expression;

    private XPathFieldQuery(XPathExpression expression, string? attribute)
        : base(attribute) => _expression = expression;

    /// <summary>Compiles the rule's expression.</summary>
    /// <param name="rule">A rule in XPath.</param>
    /// <returns>The query.</returns>
    /// <exception cref="FieldRuleException">The expression is faulty, or computes no nodes though an attribute of them is wanted.</exception>
    public static XPathFieldQuery CompileExpression(FieldRule rule)
    {
        XPathExpression expression;
        try
        {
            expression = CompileText(rule.Expression);
        }
        catch (XPathException error)
        {
            var position = ExpressionFault.Locate(rule.Expression, Compiles, Completions);
            throw new FieldRuleException(
                $"Field \"{rule.Name}\": the XPath expression {rule.Expression} is faulty at character {position}: {Explain(error)}", error);
        }

        return rule.Attribute is null || expression.ReturnType == XPathResultType.NodeSet
            ? new XPathFieldQuery(expression, rule.Attribute)
            : throw new FieldRuleException($"Field \"{rule.Name}\": the XPath expression {rule.Expression} gives no nodes to take {rule.Attribute} of.");
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Find(DocumentTree tree, DocumentBudget budget)
    {
        var result = new DocumentNavigator(tree).Evaluate(_expression);
        if (result is not XPathNodeIterator nodes)
        {
            yield return budget.CutText(ToText(result));
            yield break;
        }

        while (nodes.MoveNext())
        {
            if (nodes.Current is DocumentNavigator node && ValueOf(tree, node, budget) is { } value)
            {
                yield return value;
            }
        }
    }

    private string? ValueOf(DocumentTree tree, DocumentNavigator node, DocumentBudget budget) =>
        node.NodeType == XPathNodeType.Attribute ? budget.CutText(node.Value) : ValueOf(tree, node.Index, budget);

    private static string ToText(object computed) => computed switch
    {
        double number => XPathNumber.ToText(number),
        bool truth => truth ? "true" : "false",
        string text => text,
        _ => throw new UnreachableException(),
    };

    // The engine asks for a class of .NET where a variable or a function is not known: no news for whoever wrote the expression.
    private static string Explain(XPathException error) => error.Message.Contains("XsltContext", StringComparison.Ordinal)
        ? "There are no variables, and no functions but those of XPath 1.0."
        : error.Message;

    private static bool Compiles(string text)
    {
        try
        {
            _ = CompileText(text);
            return true;
        }
        catch (XPathException)
        {
            return false;
        }
    }

    private static XPathExpression CompileText(string text)
    {
        var expression = XPathExpression.Compile(text, NoPrefixes);

        // Some faults of type, 'text'/step for one, are found only by evaluation.
        if (new DocumentNavigator(EmptyDocument).Evaluate(expression) is XPathNodeIterator nodes)
        {
            _ = nodes.MoveNext();
        }

        return expression;
    }
}
