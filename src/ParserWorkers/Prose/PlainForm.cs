namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Text as a browser would copy it (HTML §3.2.7, <c>innerText</c>): blocks on lines of their own, paragraphs apart, cells parted by tabs.</summary>
/// <param name="page">The page.</param>
/// <param name="flow">Takes the text.</param>
internal sealed class PlainForm(ProsePage page, TextFlow flow) : IProseForm
{
    /// <inheritdoc/>
    public TextFlow Flow => flow;

    /// <inheritdoc/>
    public bool TryEnter(int index)
    {
        switch (page[index])
        {
            case ProseElement.LineBreak:
                flow.BreakOnce();
                return false;
            case ProseElement.Preformatted:
                flow.Break(2);
                flow.AppendLines(ProseWalk.TextOf(page, index).AsSpan().Trim('\n'));
                flow.Break(2);
                return false;
            case ProseElement.Cell when !page.HasBlocks(index):
                flow.Separate('\t');
                return true;
            default:
                BreakAround(index);
                return true;
        }
    }

    /// <inheritdoc/>
    public void Leave(int index)
    {
        if (page[index] != ProseElement.Cell || page.HasBlocks(index))
        {
            BreakAround(index);
        }
    }

    /// <inheritdoc/>
    public void Write(string text) => flow.Append(text);

    private void BreakAround(int index)
    {
        var meaning = page[index];
        if (!ProseElementNames.IsBlock(meaning))
        {
            return;
        }

        var isNestedList = meaning is ProseElement.List or ProseElement.OrderedList && page[page.Tree[index].Parent] == ProseElement.Item;
        flow.Break(meaning is ProseElement.Paragraph or ProseElement.Heading or ProseElement.Quote or ProseElement.Table or ProseElement.List or ProseElement.OrderedList && !isNestedList ? 2 : 1);
    }
}
