using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Reads the main text of a page. Takes time linear in the size of the document.</summary>
/// <param name="tree">The document.</param>
/// <param name="baseUrl">The base URL of its links.</param>
/// <param name="context">The page; its budget caps the text, and is told when it was cut.</param>
internal sealed class PageTextReader(DocumentTree tree, WhatwgUrl baseUrl, PageContext context)
{
    // Less is no article: the names on the page mislead, so the page is read again without them.
    private const int LeastText = 250;

    /// <summary>Reads the text.</summary>
    /// <param name="form">The form that is wanted; not <see cref="PageTextForm.None"/>.</param>
    /// <returns>The text; empty when the page has none.</returns>
    public string Read(PageTextForm form)
    {
        var flow = WriteMain(form, isStrict: true);
        if (flow.ToString().Length < LeastText)
        {
            var lenient = WriteMain(form, isStrict: false);
            flow = lenient.ToString().Length > flow.ToString().Length ? lenient : flow;
        }

        if (flow.ToString().Length == 0)
        {
            // No prose at all: a page of labels and links, which are its text.
            flow = Write(new ProsePage(tree, isStrict: false), [0], form);
        }

        if (flow.IsFull)
        {
            context.Budget.NoteTruncation(DocumentTruncation.PageText);
        }

        return flow.ToString();
    }

    private TextFlow WriteMain(PageTextForm form, bool isStrict)
    {
        var page = new ProsePage(tree, isStrict);
        return Write(page, MainContent.Find(page), form);
    }

    private TextFlow Write(ProsePage page, List<int> roots, PageTextForm form)
    {
        var flow = new TextFlow(context.Budget.Limits.MaxPageText);
        IProseForm written = form == PageTextForm.Markdown
            ? new MarkdownForm(page, new ProseLinks(page, baseUrl, context), flow)
            : new PlainForm(page, flow);
        foreach (var root in roots)
        {
            ProseWalk.Write(page, root, written);
        }

        return flow;
    }
}
