using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Resolves the URLs of a document and keeps each once per category: what a reader can click, images, and the rest.
/// What is not http or https after resolution is no link.
/// </summary>
/// <param name="links">Takes the links.</param>
/// <param name="queryEncoding">The document's encoding for queries; null means UTF-8.</param>
/// <param name="budget">Caps the number and the length of links.</param>
internal sealed class LinkCollector(LinkTable links, Encoding? queryEncoding, DocumentBudget budget)
{
    // A URL rarely has more; a longer one costs an array.
    private const int MaxStackBytes = 512;

    /// <summary>The links so far, in document order.</summary>
    public EncodedLinks Links => links.ToLinks();

    /// <summary>True when a link was seen, whether or not it was kept.</summary>
    public bool HasSeenAny { get; private set; }

    /// <summary>
    /// Resolves and adds a link. Where a URL stands twice, its first place counts, and only those relations stay that
    /// both have: one link that may be followed is enough.
    /// </summary>
    /// <param name="value">The URL as written.</param>
    /// <param name="baseUrl">The document's base URL.</param>
    /// <param name="source">Where it stood.</param>
    /// <param name="relations">Its relations.</param>
    public void Add(ReadOnlySpan<char> value, ReferenceBase baseUrl, LinkSource source, LinkRelations relations = LinkRelations.None)
    {
        HasSeenAny = true;
        if (Resolve(value, baseUrl.Url) is { } url)
        {
            Span<byte> bytes = url.Length <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[url.Length];
            links.Add(bytes[..Encoding.ASCII.GetBytes(url, bytes)], [], source, relations, budget);
        }
    }

    /// <summary>Resolves and adds a link as the other does, but from the bytes of the page, if it is an ordinary one.</summary>
    /// <param name="value">The URL as it stands in the page.</param>
    /// <param name="baseUrl">The document's base URL.</param>
    /// <param name="source">Where it stood.</param>
    /// <param name="relations">Its relations.</param>
    /// <returns>False when nothing was done.</returns>
    public bool TryAdd(ReadOnlySpan<byte> value, ReferenceBase baseUrl, LinkSource source, LinkRelations relations = LinkRelations.None)
    {
        if (value.Length > budget.Limits.MaxUrlLength || !baseUrl.TryResolve(value, out var start, out var rest))
        {
            return false;
        }

        HasSeenAny = true;
        links.Add(start, rest, source, relations, budget);
        return true;
    }

    /// <summary>Adds links that are resolved already, as the others.</summary>
    /// <param name="others">The links.</param>
    public void Add(EncodedLinks others)
    {
        foreach (var link in others.AsBytes())
        {
            links.Add(link.Url, [], link.Source, link.Relations, budget);
        }
    }

    /// <summary>Resolves a URL.</summary>
    /// <param name="value">The URL as written.</param>
    /// <param name="baseUrl">The document's base URL.</param>
    /// <returns>The http or https URL without its fragment; null when it is another, does not parse, or is far too long.</returns>
    public string? Resolve(ReadOnlySpan<char> value, WhatwgUrl baseUrl)
    {
        // The URL standard strips C0 controls and spaces itself; here it is only about looking at the first character.
        var text = value.TrimStart(AsciiWhitespace.Characters);
        if (IsForeignScheme(text))
        {
            return null;
        }

        if (text.Length > budget.Limits.MaxUrlLength)
        {
            budget.DropLink();
            return null;
        }

        if (!WhatwgUrl.TryParse(text, baseUrl, queryEncoding, out var url))
        {
            return null;
        }

        return url.Scheme is "http" or "https" ? url.WithoutFragment().Href : null;
    }

    /// <summary>The commonest schemes that are no links: not worth parsing, and data URLs are long without being cut.</summary>
    private static bool IsForeignScheme(ReadOnlySpan<char> text) => text switch
    {
        ['d' or 'D', ..] => text.StartsWith("data:", StringComparison.OrdinalIgnoreCase),
        ['j' or 'J', ..] => text.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase),
        ['m' or 'M', ..] => text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
