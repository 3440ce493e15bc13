namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>How bytes of the page become text.</summary>
[Flags]
internal enum TextRules
{
    /// <summary>As they stand; U+0000 becomes U+FFFD: raw text, scripts, comments.</summary>
    None = 0,

    /// <summary>Character references are resolved.</summary>
    References = 1,

    /// <summary>A named reference without semicolon is none where it might be a parameter (HTML §13.2.5.73).</summary>
    InAttribute = 2,

    /// <summary>U+0000 is kept, and the tree builder's business: the data and CDATA section states.</summary>
    KeepsNull = 4,

    /// <summary>The value of an attribute.</summary>
    Attribute = References | InAttribute,
}
