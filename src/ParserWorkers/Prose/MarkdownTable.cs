using System.Text;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Writes tables: with bars when no cell holds blocks, otherwise cell after cell, because then the table was laid out and not filled in.</summary>
/// <param name="page">The page.</param>
/// <param name="flow">Takes the text.</param>
internal sealed class MarkdownTable(ProsePage page, TextFlow flow)
{
    // Such tables do not nest, because a table in a cell is a block.
    private int _end;
    private int _rows;
    private int _cells;

    /// <summary>Tells whether a node stands in a table with bars.</summary>
    /// <param name="index">The number of the node, the table entered and not left.</param>
    /// <returns>True when line breaks are not possible.</returns>
    public bool Holds(int index) => index < _end;

    /// <summary>Takes the begin of a table or a part of it.</summary>
    /// <param name="index">The number of the element.</param>
    public void Enter(int index)
    {
        if (page[index] == ProseElement.Table)
        {
            flow.Break(2);
            _rows = 0;
            _end = page.HasBlocks(index) ? _end : page.Tree[index].End;
            return;
        }

        if (!Holds(index))
        {
            flow.Break(2);
            return;
        }

        switch (page[index])
        {
            case ProseElement.Row:
                flow.Break(_rows == 0 ? 2 : 1);
                _cells = 0;
                break;
            case ProseElement.Cell:
                flow.AppendWhole(_cells == 0 ? "|" : " |");
                flow.Separate(' ');
                _cells++;
                break;
            default:
                break;
        }
    }

    /// <summary>Takes the end of a table or a part of it.</summary>
    /// <param name="index">The number of the element.</param>
    public void Leave(int index)
    {
        if (!Holds(index))
        {
            flow.Break(2);
        }
        else if (page[index] == ProseElement.Table)
        {
            flow.Break(2);
            _end = 0;
        }
        else if (page[index] == ProseElement.Row && _cells > 0)
        {
            LeaveRow();
        }
    }

    private void LeaveRow()
    {
        flow.AppendWhole(" |");
        flow.Break(1);
        _rows++;
        if (_rows > 1)
        {
            return;
        }

        flow.AppendWhole(new StringBuilder("|").Insert(1, " --- |", _cells).ToString());
        flow.Break(1);
    }
}
