using System.Text;
using AngleSharp.Html.Parser;
using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Reads the documents in <c>srcdoc</c> attributes (HTML §4.8.5), and those inside them, for their links. Their base URL is that
/// of the document around them (§2.4.1), their encoding UTF-8; what they say about indexing is not about the page.
/// </summary>
/// <param name="limits">The limits for every page.</param>
internal sealed class InlineDocumentReader(DocumentLimits limits)
{
    // No page needs more; each level and each document costs a tree.
    private const int MaxDepth = 4;
    private const int MaxDocuments = 64;

    // Few pages have any.
    private HtmlParser Parser => field ??= TreeReader.MakeParser();

    /// <summary>Reads the inline documents of a page, and adds their links to it.</summary>
    /// <param name="page">The page, read to its end.</param>
    /// <param name="budget">Told when one was not read.</param>
    public void Read(PageCollector page, DocumentBudget budget)
    {
        if (page.InlineDocuments.Count > 0)
        {
            var left = MaxDocuments;
            Read(page, budget, MaxDepth, ref left);
        }
    }

    private void Read(PageCollector outer, DocumentBudget budget, int depth, ref int left)
    {
        foreach (var document in outer.InlineDocuments)
        {
            if (depth == 0 || left-- <= 0 || TryRead(document, outer.BaseUrl) is not { } inner)
            {
                budget.NoteTruncation(DocumentTruncation.Links);
                return;
            }

            Read(inner, budget, depth - 1, ref left);
            outer.Include(inner);
        }
    }

    private PageCollector? TryRead(string document, WhatwgUrl baseUrl)
    {
        if (TreeCost.FindExcess(Encoding.UTF8.GetBytes(document)) is not null)
        {
            return null;
        }

        var characters = document.ToCharArray();
        using var tree = Parser.ParseDocument(characters, characters.Length);
        var collector = Collector(baseUrl, knownBase: null);
        TreeReader.Read(tree, collector);
        if (collector.LateBase is { } lateBase)
        {
            collector = Collector(baseUrl, lateBase);
            TreeReader.Read(tree, collector);
        }

        return collector;
    }

    private PageCollector Collector(WhatwgUrl baseUrl, WhatwgUrl? knownBase) =>
        new(new PageContext(baseUrl, EncodingLabels.Utf8, new DocumentBudget(limits), new LinkTable()), knownBase) { IsInline = true };
}
