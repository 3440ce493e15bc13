using System.Xml.XPath;
using AngleSharp.Dom;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>A node of a <see cref="DocumentTree"/>; its number there is its place in document order.</summary>
internal struct TreeNode
{
    /// <summary>What <see cref="Parent"/> and <see cref="Previous"/> say when there is none.</summary>
    public const int None = -1;

    /// <summary>Root, element, text or comment.</summary>
    public required XPathNodeType Type { get; init; }

    /// <summary>The number of the parent.</summary>
    public required int Parent { get; init; }

    /// <summary>The number of the sibling before this one.</summary>
    public required int Previous { get; init; }

    /// <summary>The element; null for other nodes.</summary>
    public IElement? Element { get; init; }

    /// <summary>The characters of a text or comment; empty for other nodes.</summary>
    public string Text { get; set; }

    /// <summary>The number after the last descendant; equal to the node's own plus one when it has none.</summary>
    public int End { get; set; }
}
