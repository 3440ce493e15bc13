using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>The form in which a page's main text is wanted. The byte values are part of the protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum PageTextForm : byte
{
    /// <summary>Not wanted.</summary>
    None = 0,

    /// <summary>Lines of text, paragraphs apart by an empty line.</summary>
    Plain = 1,

    /// <summary>CommonMark with the tables of GitHub Flavored Markdown.</summary>
    Markdown = 2,
}
