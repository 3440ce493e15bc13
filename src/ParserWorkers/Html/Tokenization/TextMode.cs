namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>What the tokenizer takes for markup: its states between two tokens (HTML §13.2.5).</summary>
internal enum TextMode
{
    /// <summary>The data state: all markup, and character references.</summary>
    Data,

    /// <summary>The RCDATA state: character references, and the end tag that belongs to the last start tag.</summary>
    ReferencesOnly,

    /// <summary>The RAWTEXT state: that end tag alone.</summary>
    RawText,

    /// <summary>The script data state: that end tag, but for comments in which a script is written.</summary>
    ScriptData,

    /// <summary>The PLAINTEXT state: nothing ends it.</summary>
    PlainText,

    /// <summary>The CDATA section state: text to its end.</summary>
    CharacterData,
}
