namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>What UTS #46 does with a code point; the values are those of idna.bin.</summary>
internal enum IdnaStatus
{
    /// <summary>Stays; the deviation characters are among these.</summary>
    Valid,

    /// <summary>Vanishes.</summary>
    Ignored,

    /// <summary>Makes the domain a failure.</summary>
    Disallowed,

    /// <summary>Becomes the code point at a fixed distance.</summary>
    MappedByOffset,

    /// <summary>At even distance from the start of its range becomes the next code point, at odd distance stays.</summary>
    Alternating,

    /// <summary>Becomes a string of the table.</summary>
    MappedToString,
}
