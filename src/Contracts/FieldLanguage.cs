using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>The language of a field's expression. The byte values are part of the protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum FieldLanguage : byte
{
    /// <summary>A CSS selector (Selectors Level 4, as AngleSharp has it).</summary>
    Css = 1,

    /// <summary>An XPath 1.0 expression.</summary>
    XPath = 2,
}
