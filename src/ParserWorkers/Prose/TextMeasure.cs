using System.Xml.XPath;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>How much text stands where, and how much of it in links. All numbers are of characters that are not white space.</summary>
internal sealed class TextMeasure
{
    private readonly Counts[] _own;
    private readonly Counts[] _whole;

    /// <summary>Measures a page.</summary>
    /// <param name="page">The page.</param>
    public TextMeasure(ProsePage page)
    {
        var tree = page.Tree;
        _own = new Counts[tree.Count];
        _whole = new Counts[tree.Count];
        var blocks = new int[tree.Count];
        var linkEnd = 0;
        for (var i = 1; i < tree.Count; i++)
        {
            if (page[i] == ProseElement.Dropped)
            {
                i = tree[i].End - 1;
                continue;
            }

            blocks[i] = ProseElementNames.IsBlock(page[i]) ? i : blocks[tree[i].Parent];
            linkEnd = page[i] == ProseElement.Link ? Math.Max(linkEnd, tree[i].End) : linkEnd;
            if (tree[i].Type == XPathNodeType.Text)
            {
                var counts = Counts.Of(tree[i].Text, i < linkEnd);
                _whole[i] = counts;
                _own[blocks[i]] += counts;
            }
        }

        for (var i = tree.Count - 1; i > 0; i--)
        {
            _whole[tree[i].Parent] += _whole[i];
        }
    }

    /// <summary>The text of a block that no block inside it has.</summary>
    /// <param name="index">The number of the block.</param>
    /// <returns>The counts.</returns>
    public Counts Own(int index) => _own[index];

    /// <summary>All text of a node.</summary>
    /// <param name="index">The number of the node.</param>
    /// <returns>The counts.</returns>
    public Counts Whole(int index) => _whole[index];

    /// <summary>Counts of a text.</summary>
    /// <param name="Characters">Characters in all.</param>
    /// <param name="InLinks">Those inside links.</param>
    /// <param name="Commas">Commas, also those of other scripts: a mark of prose.</param>
    internal readonly record struct Counts(int Characters, int InLinks, int Commas)
    {
        /// <summary>The share of links, 0 to 1.</summary>
        public double LinkDensity => Characters == 0 ? 0 : (double)InLinks / Characters;

        /// <summary>Counts a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="isInLink">True when it stands in a link.</param>
        public static Counts Of(ReadOnlySpan<char> text, bool isInLink)
        {
            var (characters, commas) = (0, 0);
            foreach (var character in text)
            {
                characters += char.IsWhiteSpace(character) ? 0 : 1;
                commas += character is ',' or '،' or '、' or '，' or '﹐' or '。' ? 1 : 0;
            }

            return new Counts(characters, isInLink ? characters : 0, commas);
        }

        public static Counts operator +(Counts a, Counts b) => new(a.Characters + b.Characters, a.InLinks + b.InLinks, a.Commas + b.Commas);
    }
}
