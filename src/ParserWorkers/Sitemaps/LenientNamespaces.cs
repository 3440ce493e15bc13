using System.Xml;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>Binds every prefix that a document forgot to declare, so that <c>image:loc</c> alone does not break a sitemap.</summary>
/// <param name="names">The reader's names.</param>
internal sealed class LenientNamespaces(XmlNameTable names) : XmlNamespaceManager(names)
{
    /// <inheritdoc/>
    public override string? LookupNamespace(string prefix) => base.LookupNamespace(prefix) ?? (prefix.Length > 0 ? prefix : null);
}
