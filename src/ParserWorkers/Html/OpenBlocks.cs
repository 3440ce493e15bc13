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
    /// <param name="name">The name in lower case.</param>
    /// <returns>False when it opens no block.</returns>
    public bool TryOpen(ReadOnlySpan<char> name)
    {
        if (Classify(name) is not { } block)
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
    /// <param name="name">The name in lower case.</param>
    public void Close(ReadOnlySpan<char> name)
    {
        if (Classify(name) is not { } block)
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

    private Block? Classify(ReadOnlySpan<char> name) => name switch
    {
        "p" => Block.Paragraph,
        "li" or "dd" or "dt" => Block.Item,
        "table" => Block.Table,
        "td" or "th" or "caption" when _counts[(int)Block.Table] > 0 => Block.Cell,
        "address" or "article" or "aside" or "blockquote" or "center" or "details" or "dialog" or "dir" or "div" or "dl" or "fieldset"
            or "figcaption" or "figure" or "footer" or "form" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "header" or "hgroup"
            or "listing" or "main" or "menu" or "nav" or "ol" or "pre" or "search" or "section" or "summary" or "ul" => Block.Other,
        _ => null,
    };
}
