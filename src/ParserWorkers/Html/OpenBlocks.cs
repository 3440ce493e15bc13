using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The blocks that are open, as far as tags tell: what ends what is the tree builder's business, and here simplified.</summary>
/// <param name="formatting">Told when a block ends.</param>
internal sealed class OpenBlocks(OpenFormatting formatting)
{
    private readonly Stack<Block> _open = new();
    private readonly int[] _counts = new int[(int)Block.Table + 1];

    private enum Block
    {
        Other,
        Paragraph,
        Item,
        Cell,
        Table,
    }

    /// <summary>Blocks that are open.</summary>
    public int Level => _open.Count;

    /// <summary>Takes a start tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>False when it opens no block.</returns>
    public bool TryOpen(HtmlTag tag)
    {
        if (Classify(tag) is not { } block)
        {
            return false;
        }

        CloseIf(Block.Paragraph);
        if (block is Block.Item or Block.Cell)
        {
            CloseIf(block);
        }

        _open.Push(block);
        _counts[(int)block]++;
        return true;
    }

    /// <summary>Takes an end tag.</summary>
    /// <param name="tag">The tag.</param>
    public void Close(HtmlTag tag)
    {
        if (Classify(tag) is not { } block)
        {
            return;
        }

        if (block == Block.Paragraph)
        {
            CloseIf(Block.Paragraph);
            return;
        }

        // Only what is open can be closed, and with it all that it holds.
        if (_counts[(int)block] == 0)
        {
            return;
        }

        while (_open.TryPeek(out var top) && top != block)
        {
            CloseIf(top);
        }

        CloseIf(block);
    }

    private void CloseIf(Block block)
    {
        if (!_open.TryPeek(out var top) || top != block)
        {
            return;
        }

        _open.Pop();
        _counts[(int)block]--;
        if (block == Block.Cell)
        {
            formatting.Forget(Level);
        }
        else
        {
            formatting.Lose(Level);
        }
    }

    private Block? Classify(HtmlTag tag) => tag switch
    {
        HtmlTag.P => Block.Paragraph,
        HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt => Block.Item,
        HtmlTag.Table => Block.Table,
        HtmlTag.Td or HtmlTag.Th or HtmlTag.Caption when _counts[(int)Block.Table] > 0 => Block.Cell,
        HtmlTag.Address or HtmlTag.Article or HtmlTag.Aside or HtmlTag.BlockQuote or HtmlTag.Center or HtmlTag.Details or HtmlTag.Dialog or HtmlTag.Dir
            or HtmlTag.Div or HtmlTag.Dl or HtmlTag.FieldSet or HtmlTag.FigCaption or HtmlTag.Figure or HtmlTag.Footer or HtmlTag.Form or HtmlTag.H1
            or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6 or HtmlTag.Header or HtmlTag.HGroup or HtmlTag.Listing or HtmlTag.Main
            or HtmlTag.Menu or HtmlTag.Nav or HtmlTag.Ol or HtmlTag.Pre or HtmlTag.Search or HtmlTag.Section or HtmlTag.Summary or HtmlTag.Ul => Block.Other,
        _ => null,
    };
}
