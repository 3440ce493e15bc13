using System.Globalization;
using System.Xml;
using System.Xml.XPath;
using AngleSharp.Html.Parser;
using AsyncCrawler.ParserWorkers.Extraction;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

/// <summary>Evaluates one expression over one markup twice: over System.Xml's own document and over the navigator under test.</summary>
internal static class XPathReference
{
    public static IReadOnlyList<string> BySystemXml(string markup, string expression)
    {
        using var reader = XmlReader.Create(new StringReader(markup));
        return Describe(new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator().Evaluate(expression));
    }

    public static IReadOnlyList<string> ByNavigator(string markup, string expression) =>
        Describe(new DocumentNavigator(DocumentTree.Build(new HtmlParser().ParseDocument(markup))).Evaluate(expression));

    private static List<string> Describe(object result)
    {
        if (result is not XPathNodeIterator nodes)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"{result.GetType().Name} {result}")];
        }

        List<string> described = [];
        foreach (XPathNavigator node in nodes)
        {
            var type = node.NodeType is XPathNodeType.Whitespace or XPathNodeType.SignificantWhitespace ? XPathNodeType.Text : node.NodeType;
            described.Add($"{type} {node.Name} {node.HasChildren} {node.Value}");
        }

        return described;
    }
}
