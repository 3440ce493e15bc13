namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>The packed properties of a valid code point, as idna.bin has them.</summary>
internal readonly struct CodePointProperties(int bits)
{
    public BidiClass Bidi => (BidiClass)(bits & 0xF);

    public JoiningType Joining => (JoiningType)((bits >> 4) & 0x7);

    /// <summary>General_Category is Mark.</summary>
    public bool IsMark => (bits & 0x80) != 0;

    /// <summary>The place of Canonical_Combining_Class among all classes; 0 for class 0.</summary>
    public int CombiningRank => bits >> 8;
}
