using System.Text;
using System.Xml.XPath;
using AngleSharp.Dom;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>
/// A document as the XPath 1.0 data model (§5) sees it, its nodes numbered in document order, so that every move and comparison
/// takes constant time; AngleSharp looks a sibling up in its parent's list each time. Adjacent texts are one node, document
/// types none, and the contents of a template are no part of the document. No name has a namespace.
/// </summary>
internal sealed class DocumentTree
{
    private readonly TreeNode[] _nodes;
    private Dictionary<string, int>? _elementsById;

    private DocumentTree(TreeNode[] nodes) => _nodes = nodes;

    /// <summary>The number of nodes; the root is number 0.</summary>
    public int Count => _nodes.Length;

    /// <summary>A node by its number.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    public ref readonly TreeNode this[int index] => ref _nodes[index];

    /// <summary>Numbers the nodes of a document.</summary>
    /// <param name="document">The document; not to be changed afterwards.</param>
    /// <returns>The tree.</returns>
    public static DocumentTree Build(IDocument document) => new(DocumentTreeBuilder.Number(document));

    /// <summary>The sibling after a node.</summary>
    /// <param name="index">The node.</param>
    /// <returns>Its number, or <see cref="TreeNode.None"/>.</returns>
    public int NextSibling(int index)
    {
        ref readonly var node = ref _nodes[index];
        return node.Parent != TreeNode.None && node.End < _nodes[node.Parent].End ? node.End : TreeNode.None;
    }

    /// <summary>The string-value of a node (§5): of an element or the root, the texts inside it.</summary>
    /// <param name="index">The node.</param>
    /// <returns>The characters as they stand.</returns>
    public string StringValue(int index)
    {
        ref readonly var node = ref _nodes[index];
        if (node.Type is not (XPathNodeType.Root or XPathNodeType.Element))
        {
            return node.Text;
        }

        var text = new StringBuilder();
        for (var i = index + 1; i < node.End; i++)
        {
            if (_nodes[i].Type == XPathNodeType.Text)
            {
                text.Append(_nodes[i].Text);
            }
        }

        return text.ToString();
    }

    /// <summary>The first element with an <c>id</c>.</summary>
    /// <param name="id">The value of the attribute.</param>
    /// <returns>The element's number, or <see cref="TreeNode.None"/>.</returns>
    public int ElementById(string id)
    {
        _elementsById ??= IndexIds();
        return _elementsById.GetValueOrDefault(id, TreeNode.None);
    }

    private Dictionary<string, int> IndexIds()
    {
        Dictionary<string, int> elements = [];
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].Element?.Id is { } id)
            {
                elements.TryAdd(id, i);
            }
        }

        return elements;
    }
}
