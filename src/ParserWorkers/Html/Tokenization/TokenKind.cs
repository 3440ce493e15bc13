namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>The tokens of HTML §13.2.5, characters gathered into runs.</summary>
internal enum TokenKind
{
    /// <summary>Nothing follows. A tag that the end of the page cuts off is none.</summary>
    EndOfFile,

    /// <summary>Characters that are not markup.</summary>
    Text,

    /// <summary>A start tag.</summary>
    StartTag,

    /// <summary>An end tag.</summary>
    EndTag,

    /// <summary>A comment, or what the standard makes one.</summary>
    Comment,

    /// <summary>A document type; of what it says nothing is kept.</summary>
    DocumentType,
}
