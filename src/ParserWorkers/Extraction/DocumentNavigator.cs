using System.Xml;
using System.Xml.XPath;
using AngleSharp.Dom;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>
/// Moves over a <see cref="DocumentTree"/> for the XPath engine of the base library. Elements and attributes have the names of
/// the DOM, in lower case for HTML, without namespaces; namespace declarations are no attributes (XPath 1.0 §5.3), and there
/// are no namespace nodes. <c>lang()</c> looks at <c>lang</c>, as HTML has it.
/// </summary>
/// <param name="tree">The document; the navigator starts at its root.</param>
internal sealed class DocumentNavigator(DocumentTree tree) : XPathNavigator
{
    private const int NotAnAttribute = -1;

    // Names are compared as text, never by reference, so the table may stay empty and be shared.
    private static readonly NameTable SharedNames = new();

    private DocumentTree _tree = tree;
    private int _attribute = NotAnAttribute;

    /// <summary>The number of the node, or of the element whose attribute is meant.</summary>
    public int Index { get; private set; }

    /// <inheritdoc/>
    public override XPathNodeType NodeType => IsAttribute ? XPathNodeType.Attribute : Node.Type;

    /// <inheritdoc/>
    public override string LocalName => Attribute?.LocalName ?? Node.Element?.LocalName ?? "";

    /// <inheritdoc/>
    public override string Name => LocalName;

    /// <inheritdoc/>
    public override string NamespaceURI => "";

    /// <inheritdoc/>
    public override string Prefix => "";

    /// <inheritdoc/>
    public override string BaseURI => "";

    /// <inheritdoc/>
    public override string Value => Attribute?.Value ?? _tree.StringValue(Index);

    /// <inheritdoc/>
    public override bool IsEmptyElement => NodeType == XPathNodeType.Element && !HasChildren;

    /// <inheritdoc/>
    public override bool HasChildren => !IsAttribute && Node.End > Index + 1;

    /// <inheritdoc/>
    public override XmlNameTable NameTable => SharedNames;

    /// <inheritdoc/>
    public override object? UnderlyingObject => (object?)Attribute ?? Node.Element;

    /// <inheritdoc/>
    public override string XmlLang
    {
        get
        {
            for (var i = Index; i != TreeNode.None; i = _tree[i].Parent)
            {
                if (_tree[i].Element?.GetAttribute("lang") is { } language)
                {
                    return language;
                }
            }

            return "";
        }
    }

    private bool IsAttribute => _attribute != NotAnAttribute;

    private ref readonly TreeNode Node => ref _tree[Index];

    private IAttr? Attribute => IsAttribute ? Node.Element?.Attributes[_attribute] : null;

    /// <inheritdoc/>
    public override XPathNavigator Clone() => new DocumentNavigator(_tree) { Index = Index, _attribute = _attribute };

    /// <inheritdoc/>
    public override bool IsSamePosition(XPathNavigator other) =>
        other is DocumentNavigator that && that._tree == _tree && that.Index == Index && that._attribute == _attribute;

    /// <inheritdoc/>
    public override XmlNodeOrder ComparePosition(XPathNavigator? nav)
    {
        if (nav is not DocumentNavigator that || that._tree != _tree)
        {
            return XmlNodeOrder.Unknown;
        }

        // An element stands before its attributes, and they before its children (§5).
        return (Index, _attribute).CompareTo((that.Index, that._attribute)) switch
        {
            < 0 => XmlNodeOrder.Before,
            0 => XmlNodeOrder.Same,
            > 0 => XmlNodeOrder.After,
        };
    }

    /// <inheritdoc/>
    public override bool MoveTo(XPathNavigator other)
    {
        if (other is not DocumentNavigator that)
        {
            return false;
        }

        (_tree, Index, _attribute) = (that._tree, that.Index, that._attribute);
        return true;
    }

    /// <inheritdoc/>
    public override void MoveToRoot() => (Index, _attribute) = (0, NotAnAttribute);

    /// <inheritdoc/>
    public override bool MoveToFirstChild() => HasChildren && MoveToNode(Index + 1);

    /// <inheritdoc/>
    public override bool MoveToNext() => !IsAttribute && MoveToNode(_tree.NextSibling(Index));

    /// <inheritdoc/>
    public override bool MoveToPrevious() => !IsAttribute && MoveToNode(Node.Previous);

    /// <inheritdoc/>
    public override bool MoveToParent() => MoveToNode(IsAttribute ? Index : Node.Parent);

    /// <inheritdoc/>
    public override bool MoveToId(string id) => MoveToNode(_tree.ElementById(id));

    /// <inheritdoc/>
    public override bool MoveToFirstAttribute() => !IsAttribute && MoveToAttributeFrom(0);

    /// <inheritdoc/>
    public override bool MoveToNextAttribute() => IsAttribute && MoveToAttributeFrom(_attribute + 1);

    /// <inheritdoc/>
    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => false;

    /// <inheritdoc/>
    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => false;

    private bool MoveToNode(int index)
    {
        if (index == TreeNode.None)
        {
            return false;
        }

        (Index, _attribute) = (index, NotAnAttribute);
        return true;
    }

    private bool MoveToAttributeFrom(int start)
    {
        if (Node.Element is not { } element)
        {
            return false;
        }

        for (var i = start; i < element.Attributes.Length; i++)
        {
            if (element.Attributes[i]?.NamespaceUri != NamespaceNames.XmlNsUri)
            {
                _attribute = i;
                return true;
            }
        }

        return false;
    }
}
