namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>What an element means for the text of a page.</summary>
internal enum ProseElement : byte
{
    /// <summary>Nothing of its own: its text runs on.</summary>
    Inline,

    /// <summary>Not part of the text, with everything in it.</summary>
    Dropped,

    /// <summary>Stands on lines of its own.</summary>
    Block,
    Paragraph,
    Heading,
    List,
    OrderedList,
    Item,
    Quote,
    Preformatted,
    Table,

    /// <summary>A caption or a group of rows.</summary>
    TablePart,
    Row,
    Cell,
    LineBreak,
    Rule,
    Link,
    Emphasis,
    Strong,
    Code,
    Image,
}
