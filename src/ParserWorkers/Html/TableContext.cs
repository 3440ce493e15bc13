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
    public bool IsFostering => _tables.TryPeek(out var table) && table.Part == Part.Structure;

    /// <summary>Takes a start tag.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <returns>False when the tag has nothing to do with tables.</returns>
    public bool Open(ReadOnlySpan<char> name)
    {
        if (name is "table")
        {
            // A table directly in the structure of another ends that one first.
            if (IsFostering)
            {
                _tables.Pop();
            }

            _tables.Push(new OpenTable(Part.Structure, Section.None));
            return true;
        }

        var isTableTag = name is "caption" or "col" or "colgroup" or "tbody" or "thead" or "tfoot" or "tr" or "td" or "th";
        if (!isTableTag || !_tables.TryPop(out var table))
        {
            return isTableTag;
        }

        var section = table.Section == Section.None ? Section.Body : table.Section;
        _tables.Push(name switch
        {
            "caption" => new OpenTable(Part.Caption, Section.None),
            "tbody" => new OpenTable(Part.Structure, Section.Body),
            "thead" => new OpenTable(Part.Structure, Section.Head),
            "tfoot" => new OpenTable(Part.Structure, Section.Foot),
            "tr" => new OpenTable(Part.Structure, section),
            "td" => new OpenTable(Part.DataCell, section),
            "th" => new OpenTable(Part.HeaderCell, section),
            _ => new OpenTable(Part.Structure, Section.None),
        });
        return true;
    }

    /// <summary>Takes an end tag.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <returns>False when the tree builder must decide: AngleSharp ends a header cell also with <c>/td</c>, which the standard ignores.</returns>
    public bool TryClose(ReadOnlySpan<char> name)
    {
        if (!_tables.TryPeek(out var table))
        {
            return true;
        }

        var isInCell = table.Part is Part.DataCell or Part.HeaderCell;
        var leaves = name switch
        {
            "table" => true,
            "caption" => table.Part == Part.Caption,
            "td" => table.Part == Part.DataCell,
            "th" => table.Part == Part.HeaderCell,
            "tr" => isInCell,
            "tbody" => table.Part != Part.Caption && table.Section == Section.Body,
            "thead" => table.Part != Part.Caption && table.Section == Section.Head,
            "tfoot" => table.Part != Part.Caption && table.Section == Section.Foot,
            _ => false,
        };
        if (!leaves)
        {
            return !isInCell || name is not ("td" or "th");
        }

        _tables.Pop();
        if (name is not "table")
        {
            _tables.Push(new OpenTable(Part.Structure, name is "tbody" or "thead" or "tfoot" ? Section.None : table.Section));
        }

        return true;
    }

    private readonly record struct OpenTable(Part Part, Section Section);
}
