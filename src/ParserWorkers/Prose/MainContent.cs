using AsyncCrawler.ParserWorkers.Extraction;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>
/// Finds the part of a page that holds its main text. A block with prose in it speaks for the elements around it, the nearer
/// the louder; the element that most prose speaks for, links counted against it, holds the text.
/// </summary>
internal sealed class MainContent
{
    // Below this, a block is a label or a caption, and no prose.
    private const int LeastProse = 25;

    private readonly ProsePage _page;
    private readonly DocumentTree _tree;
    private readonly TextMeasure _measure;
    private readonly double[] _scores;

    private MainContent(ProsePage page)
    {
        _page = page;
        _tree = page.Tree;
        _measure = new TextMeasure(page);
        _scores = new double[_tree.Count];
    }

    /// <summary>Finds the text, and drops from the page what stands in it and is no text.</summary>
    /// <param name="page">The page.</param>
    /// <returns>The numbers of the elements that hold the text, in document order; none when there is no prose.</returns>
    public static List<int> Find(ProsePage page)
    {
        var content = new MainContent(page);
        content.Score();
        var top = content.Top();
        if (top == TreeNode.None)
        {
            return [];
        }

        var roots = content.WithSiblings(top);
        roots.ForEach(content.Clean);
        return roots;
    }

    private void Score()
    {
        for (var i = 1; i < _tree.Count; i++)
        {
            var own = _measure.Own(i);
            if (own.Characters < LeastProse || own.LinkDensity > 0.5)
            {
                continue;
            }

            var score = 1 + own.Commas + Math.Min(own.Characters / 100.0, 3);
            var level = _page.HasBlocks(i) ? i : _tree[i].Parent;
            for (var distance = 0; distance < 5 && level > 0; distance++, level = _tree[level].Parent)
            {
                _scores[level] += score / (distance < 2 ? distance + 1 : distance * 3);
            }
        }

        for (var i = 1; i < _tree.Count; i++)
        {
            if (_scores[i] > 0 && _tree[i].Element is { } element)
            {
                var isText = element.LocalName is "article" or "main" || element.GetAttribute("itemprop") is "articleBody" || element.GetAttribute("role") is "main" or "article";
                _scores[i] += (25 * Boilerplate.Weigh(element)) + (isText ? 25 : 0);
                _scores[i] *= 1 - _measure.Whole(i).LinkDensity;
            }
        }
    }

    private int Top()
    {
        var top = TreeNode.None;
        for (var i = 1; i < _tree.Count; i++)
        {
            if (_scores[i] > 0 && (top == TreeNode.None || _scores[i] > _scores[top]))
            {
                top = i;
            }
        }

        return top;
    }

    private List<int> WithSiblings(int top)
    {
        var parent = _tree[top].Parent;
        var threshold = Math.Max(10, _scores[top] * 0.2);
        List<int> roots = [];
        for (var i = parent + 1; i < _tree[parent].End; i = _tree[i].End)
        {
            if (i == top || (_page[i] != ProseElement.Dropped && (_scores[i] >= threshold || IsProse(i))))
            {
                roots.Add(i);
            }
        }

        return roots;
    }

    private bool IsProse(int index)
    {
        var own = _measure.Own(index);
        return _page[index] == ProseElement.Paragraph && own.Characters > 80 && own.LinkDensity < 0.25;
    }

    private void Clean(int root)
    {
        for (var i = root + 1; i < _tree[root].End; i++)
        {
            if (_page[i] == ProseElement.Dropped || IsFrame(i))
            {
                _page.Drop(i);
                i = _tree[i].End - 1;
            }
        }
    }

    private bool IsFrame(int index)
    {
        if (_page[index] is not (ProseElement.Block or ProseElement.List or ProseElement.OrderedList or ProseElement.Table))
        {
            return false;
        }

        var whole = _measure.Whole(index);
        return whole.Commas < 10 && whole.LinkDensity > 0.5;
    }
}
