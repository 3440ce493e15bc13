namespace AsyncCrawler.MockSite.Stubs;

/// <summary>How a value is compared; the names are those of WireMock's format.</summary>
internal enum ValuePatternKind
{
    /// <summary><c>equalTo</c></summary>
    EqualTo,

    /// <summary><c>contains</c></summary>
    Contains,

    /// <summary><c>matches</c>: the whole value, by regular expression.</summary>
    Matches,

    /// <summary><c>doesNotMatch</c></summary>
    DoesNotMatch,

    /// <summary><c>absent</c></summary>
    Absent,
}
