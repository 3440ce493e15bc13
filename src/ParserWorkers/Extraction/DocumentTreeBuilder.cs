using System.Runtime.InteropServices;
using System.Xml.XPath;
using AngleSharp.Dom;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>Walks a DOM once, without recursion, and numbers its nodes in document order.</summary>
internal static class DocumentTreeBuilder
{
    /// <summary>Numbers a document's nodes.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The nodes; the document itself is the first.</returns>
    public static TreeNode[] Number(IDocument document)
    {
        List<TreeNode> nodes = [new TreeNode { Type = XPathNodeType.Root, Parent = TreeNode.None, Previous = TreeNode.None, Text = "" }];
        var open = new Stack<OpenNode>();
        open.Push(new OpenNode(0, TreeNode.None, document.ChildNodes, 0));
        while (open.TryPop(out var current))
        {
            if (current.Next == current.Children.Length)
            {
                CollectionsMarshal.AsSpan(nodes)[current.Index].End = nodes.Count;
                continue;
            }

            var child = current.Children[current.Next];
            var index = Add(nodes, child, current);
            open.Push(current with { Next = current.Next + 1, LastChild = index });
            if (child is IElement)
            {
                open.Push(new OpenNode(index, TreeNode.None, child.ChildNodes, 0));
            }
        }

        return [.. nodes];
    }

    /// <summary>Adds a child of the open node, or joins it to a text before it (§5.7: a text node never has a text as sibling).</summary>
    /// <returns>The number of the last child so far.</returns>
    private static int Add(List<TreeNode> nodes, INode child, OpenNode parent)
    {
        XPathNodeType? known = child switch
        {
            IElement => XPathNodeType.Element,
            IText { Data.Length: > 0 } => XPathNodeType.Text,
            IComment => XPathNodeType.Comment,
            _ => null,
        };
        if (known is not { } type)
        {
            return parent.LastChild;
        }

        var text = (child as ICharacterData)?.Data ?? "";
        if (type == XPathNodeType.Text && parent.LastChild != TreeNode.None && nodes[parent.LastChild].Type == XPathNodeType.Text)
        {
            CollectionsMarshal.AsSpan(nodes)[parent.LastChild].Text += text;
            return parent.LastChild;
        }

        nodes.Add(new TreeNode
        {
            Type = type,
            Parent = parent.Index,
            Previous = parent.LastChild,
            Element = child as IElement,
            Text = text,
            End = nodes.Count + 1,
        });
        return nodes.Count - 1;
    }

    /// <summary>A node whose children are being numbered.</summary>
    /// <param name="Index">Its number.</param>
    /// <param name="LastChild">The number of its last child so far.</param>
    /// <param name="Children">Its children; AngleSharp's list of them has an indexer of constant time.</param>
    /// <param name="Next">Which of them comes next.</param>
    private readonly record struct OpenNode(int Index, int LastChild, INodeList Children, int Next);
}
