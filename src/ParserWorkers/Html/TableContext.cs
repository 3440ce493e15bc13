using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Follows which part of which table is open, as far as tags tell (HTML §13.2.6.4.9 to .15). It answers one question:
/// would the tree builder move ("foster parent") an element in front of the table? Then tokens and tree differ in order.
/// </summary>
internal sealed class TableContext
{
    private readonly Stack<OpenTable> _tables = new();

    private enum Part
    {
        /// <summary>Between cells: only table tags, and what the head takes, stay in place.</summary>
        Structure,
        Caption,
        DataCell,
        HeaderCell,
    }

    private enum Section
    {
        None,
        Body,
        Head,
        Foot,
    }

    /// <summary>True where ordinary elements would be moved.</summary>
    public bool IsFostering { get; private set; }

    /// <summary>Takes a start tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>False when the tag has nothing to do with tables.</returns>
    public bool Open(HtmlTag tag)
    {
        if (tag == HtmlTag.Table)
        {
            // A table directly in the structure of another ends that one first.
            if (IsFostering)
            {
                _tables.Pop();
            }

            Push(new OpenTable(Part.Structure, Section.None));
            return true;
        }

        var isTableTag = tag is HtmlTag.Caption or HtmlTag.Col or HtmlTag.ColGroup or HtmlTag.TBody or HtmlTag.THead or HtmlTag.TFoot or HtmlTag.Tr or HtmlTag.Td or HtmlTag.Th;
        if (!isTableTag || !_tables.TryPop(out var table))
        {
            return isTableTag;
        }

        var section = table.Section == Section.None ? Section.Body : table.Section;
        Push(tag switch
        {
            HtmlTag.Caption => new OpenTable(Part.Caption, Section.None),
            HtmlTag.TBody => new OpenTable(Part.Structure, Section.Body),
            HtmlTag.THead => new OpenTable(Part.Structure, Section.Head),
            HtmlTag.TFoot => new OpenTable(Part.Structure, Section.Foot),
            HtmlTag.Tr => new OpenTable(Part.Structure, section),
            HtmlTag.Td => new OpenTable(Part.DataCell, section),
            HtmlTag.Th => new OpenTable(Part.HeaderCell, section),
            _ => new OpenTable(Part.Structure, Section.None),
        });
        return true;
    }

    /// <summary>Takes an end tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>False when the tree builder must decide: AngleSharp ends a header cell also with <c>/td</c>, which the standard ignores.</returns>
    public bool TryClose(HtmlTag tag)
    {
        if (!_tables.TryPeek(out var table))
        {
            return true;
        }

        var isInCell = table.Part is Part.DataCell or Part.HeaderCell;
        var leaves = tag switch
        {
            HtmlTag.Table => true,
            HtmlTag.Caption => table.Part == Part.Caption,
            HtmlTag.Td => table.Part == Part.DataCell,
            HtmlTag.Th => table.Part == Part.HeaderCell,
            HtmlTag.Tr => isInCell,
            HtmlTag.TBody => table.Part != Part.Caption && table.Section == Section.Body,
            HtmlTag.THead => table.Part != Part.Caption && table.Section == Section.Head,
            HtmlTag.TFoot => table.Part != Part.Caption && table.Section == Section.Foot,
            _ => false,
        };
        if (!leaves)
        {
            return !isInCell || tag is not (HtmlTag.Td or HtmlTag.Th);
        }

        _tables.Pop();
        IsFostering = _tables.TryPeek(out var outer) && outer.Part == Part.Structure;
        if (tag != HtmlTag.Table)
        {
            Push(new OpenTable(Part.Structure, tag is HtmlTag.TBody or HtmlTag.THead or HtmlTag.TFoot ? Section.None : table.Section));
        }

        return true;
    }

    private void Push(OpenTable table)
    {
        _tables.Push(table);
        IsFostering = table.Part == Part.Structure;
    }

    private readonly record struct OpenTable(Part Part, Section Section);
}
