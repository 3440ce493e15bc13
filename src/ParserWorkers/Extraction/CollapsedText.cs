using System.Text;
using System.Xml.XPath;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>The text of a node with its ASCII white space stripped and collapsed (Infra §4.6), read no further than the cap.</summary>
internal static class CollapsedText
{
    /// <summary>Collects the text of a node.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="index">The node.</param>
    /// <param name="budget">Caps the text, and is told when it was cut.</param>
    /// <returns>The text.</returns>
    public static string Of(DocumentTree tree, int index, DocumentBudget budget)
    {
        var text = new StringBuilder();

        // One character more than allowed tells the budget that there was more.
        var enough = budget.Limits.MaxTextLength + 1;
        var isSpacePending = false;
        for (var i = index; i < tree[index].End && text.Length < enough; i++)
        {
            if (i == index || tree[i].Type == XPathNodeType.Text)
            {
                Append(text, tree[i].Text, enough, ref isSpacePending);
            }
        }

        return budget.CutText(text.ToString());
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> rest, int enough, ref bool isSpacePending)
    {
        while (!rest.IsEmpty && text.Length < enough)
        {
            var trimmed = rest.TrimStart(AsciiWhitespace.Characters);
            isSpacePending |= trimmed.Length < rest.Length;
            if (trimmed.IsEmpty)
            {
                return;
            }

            if (isSpacePending && text.Length > 0)
            {
                text.Append(' ');
            }

            isSpacePending = false;
            rest = trimmed;
            var end = AsciiWhitespace.IndexIn(rest);
            var word = end < 0 ? rest : rest[..end];
            text.Append(word[..Math.Min(word.Length, enough)]);
            rest = rest[word.Length..];
        }
    }
}
