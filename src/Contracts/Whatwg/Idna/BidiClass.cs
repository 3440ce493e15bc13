namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>The bidirectional classes that RFC 5893 names; the values are those of idna.bin.</summary>
internal enum BidiClass
{
    LeftToRight,
    RightToLeft,
    ArabicLetter,
    ArabicNumber,
    EuropeanNumber,
    EuropeanSeparator,
    CommonSeparator,
    EuropeanTerminator,
    OtherNeutral,
    BoundaryNeutral,
    NonspacingMark,

    /// <summary>All others: they may stand in no label of a bidirectional domain.</summary>
    Other,
}
