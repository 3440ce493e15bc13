using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>What a document is read as. The byte values are part of the protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum DocumentKind : byte
{
    /// <summary>An HTML page (HTML Living Standard).</summary>
    Html = 1,

    /// <summary>A sitemap, sitemap index, URL list, RSS or Atom feed (sitemaps.org).</summary>
    Sitemap = 2,
}
