using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>Which limits of <see cref="DocumentLimits"/> cut something off. The byte values are part of the protocol.</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum DocumentTruncation : byte
{
    /// <summary>Nothing was cut.</summary>
    None = 0,

    /// <summary>The body was longer than <see cref="DocumentLimits.MaxInputBytes"/>.</summary>
    Input = 1,

    /// <summary>More links than <see cref="DocumentLimits.MaxLinks"/>, or links longer than <see cref="DocumentLimits.MaxUrlLength"/>.</summary>
    Links = 2,

    /// <summary>A text was longer than <see cref="DocumentLimits.MaxTextLength"/>.</summary>
    Text = 4,

    /// <summary>A list field had more values than <see cref="DocumentLimits.MaxFieldValues"/>.</summary>
    Fields = 8,

    /// <summary>The page's main text was longer than <see cref="DocumentLimits.MaxPageText"/>.</summary>
    PageText = 16,

    /// <summary>
    /// More structured data than <see cref="DocumentLimits.MaxProperties"/>, <see cref="DocumentLimits.MaxJsonLdBlocks"/> or
    /// <see cref="DocumentLimits.MaxJsonLdLength"/>.
    /// </summary>
    StructuredData = 32,
}
