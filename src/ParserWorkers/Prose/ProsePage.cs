using System.Xml.XPath;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>A document with what each of its elements means for its text.</summary>
internal sealed class ProsePage
{
    private readonly ProseElement[] _meanings;
    private readonly bool[] _hasBlocks;
    private readonly bool[] _hasText;

    /// <summary>Classifies the elements of a document.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="isStrict">True to leave out what looks like frame by its names, too.</param>
    public ProsePage(DocumentTree tree, bool isStrict)
    {
        Tree = tree;
        _meanings = new ProseElement[tree.Count];
        _hasBlocks = new bool[tree.Count];
        _hasText = new bool[tree.Count];
        for (var i = 1; i < tree.Count; i++)
        {
            _meanings[i] = Classify(tree[i], isStrict);
            if (_meanings[i] == ProseElement.Dropped)
            {
                i = tree[i].End - 1;
            }
        }

        for (var i = tree.Count - 1; i > 0; i--)
        {
            if (_meanings[i] != ProseElement.Dropped)
            {
                _hasBlocks[tree[i].Parent] |= _hasBlocks[i] || IsOrdinaryBlock(_meanings[i]);
                _hasText[i] |= tree[i].Type == XPathNodeType.Text ? !tree[i].Text.AsSpan().Trim(AsciiWhitespace.Characters).IsEmpty : _meanings[i] == ProseElement.Image;
                _hasText[tree[i].Parent] |= _hasText[i];
            }
        }
    }

    /// <summary>The document.</summary>
    public DocumentTree Tree { get; }

    /// <summary>The meaning of a node.</summary>
    /// <param name="index">The node's number.</param>
    /// <returns>Its meaning; texts and comments have none.</returns>
    public ProseElement this[int index] => _meanings[index];

    /// <summary>Tells whether there are blocks inside a node; the parts of a table do not count.</summary>
    /// <param name="index">The node's number.</param>
    /// <returns>True when there are.</returns>
    public bool HasBlocks(int index) => _hasBlocks[index];

    /// <summary>Tells whether there are words or images in a node.</summary>
    /// <param name="index">The node's number.</param>
    /// <returns>True when there are.</returns>
    public bool HasText(int index) => _hasText[index];

    /// <summary>Leaves a node out, with everything in it.</summary>
    /// <param name="index">The node's number.</param>
    public void Drop(int index) => _meanings[index] = ProseElement.Dropped;

    private static bool IsOrdinaryBlock(ProseElement meaning) =>
        ProseElementNames.IsBlock(meaning) && meaning is not (ProseElement.TablePart or ProseElement.Row or ProseElement.Cell);

    private static ProseElement Classify(in TreeNode node, bool isStrict)
    {
        if (node.Element is not { } element)
        {
            return node.Type == XPathNodeType.Comment ? ProseElement.Dropped : ProseElement.Inline;
        }

        var meaning = ProseElementNames.Classify(element.LocalName);
        var isLeftOut = element.Attributes.Length > 0 && element.LocalName is not ("html" or "body")
            && (Boilerplate.IsHidden(element) || (isStrict && element.LocalName is not ("article" or "main") && Boilerplate.Weigh(element) < 0));
        return isLeftOut ? ProseElement.Dropped : meaning;
    }
}
