using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>The <c>rel</c> values of a link that bear on crawling. The byte values are part of the protocol.</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum LinkRelations : byte
{
    /// <summary>None of those below.</summary>
    None = 0,

    /// <summary><c>nofollow</c>.</summary>
    NoFollow = 1,

    /// <summary><c>ugc</c>: user-generated content.</summary>
    UserGenerated = 2,

    /// <summary><c>sponsored</c>.</summary>
    Sponsored = 4,
}
