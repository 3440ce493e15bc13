using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>Walks a document tree once, in tree order, without recursion: pages may nest tens of thousands deep.</summary>
internal static class TreeReader
{
    /// <summary>Makes a parser for trees that are wanted for their links only.</summary>
    /// <returns>The parser.</returns>
    // What is skipped here are contents that neither the tree's shape nor a link depends on. Ordinary text stays:
    // it decides, for example, whether a frameset still counts.
    public static HtmlParser MakeParser() => new(new HtmlParserOptions
    {
        DisableElementPositionTracking = true,
        SkipComments = true,
        SkipScriptText = true,
        SkipRawText = true,
    });

    /// <summary>Feeds the elements of a document to a collector; stops early when a late base element was found.</summary>
    /// <param name="document">The document.</param>
    /// <param name="collector">Where to.</param>
    public static void Read(IDocument document, PageCollector collector)
    {
        // Only ChildNodes by index is O(1) in AngleSharp: NextSibling, Children[i] and the like are O(n).
        var open = new Stack<(INodeList Nodes, int Next)>();
        open.Push((document.ChildNodes, 0));
        while (open.TryPop(out var level) && collector.LateBase is null)
        {
            if (level.Next == level.Nodes.Length)
            {
                continue;
            }

            open.Push((level.Nodes, level.Next + 1));
            if (level.Nodes[level.Next] is IElement element && Enter(element, collector) && element.ChildNodes.Length > 0)
            {
                open.Push((element.ChildNodes, 0));
            }
        }
    }

    /// <returns>True when the children count.</returns>
    private static bool Enter(IElement element, PageCollector collector)
    {
        if (element is not IHtmlElement)
        {
            return true;
        }

        var tag = HtmlTagNames.Find(element.LocalName);
        if (tag == HtmlTag.Title && !collector.HasTitle)
        {
            collector.SetTitle(ReadText(element));
        }
        else if (tag == HtmlTag.Html && element.ParentElement is not null)
        {
            return true;
        }

        if (tag != HtmlTag.Other)
        {
            var attributes = new TreeAttributes(element);
            collector.Add(tag, ref attributes);
        }

        return element is not IHtmlTemplateElement;
    }

    private static string ReadText(IElement element) =>
        element.ChildNodes.Length == 1 && element.ChildNodes[0] is IText only
            ? only.Data
            : string.Concat(element.ChildNodes.OfType<IText>().Select(text => text.Data));
}
