using System.Runtime.InteropServices;
using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Resolves the URLs of a document and keeps each once per category: what a reader can click, images, and the rest.
/// What is not http or https after resolution is no link.
/// </summary>
/// <param name="queryEncoding">The document's encoding for queries; null means UTF-8.</param>
/// <param name="budget">Caps the number and the length of links.</param>
internal sealed class LinkCollector(Encoding? queryEncoding, DocumentBudget budget)
{
    // What most pages do not exceed.
    private const int OrdinaryCount = 64;

    private readonly List<ParsedLink> _links = new(OrdinaryCount);
    private readonly Dictionary<string, int>[] _indexes =
    [
        new(OrdinaryCount, StringComparer.Ordinal),
        new(StringComparer.Ordinal),
        new(StringComparer.Ordinal),
    ];

    /// <summary>The links so far, in document order.</summary>
    public IReadOnlyList<ParsedLink> Links => _links;

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
    public void Add(ReadOnlySpan<char> value, WhatwgUrl baseUrl, LinkSource source, LinkRelations relations = LinkRelations.None)
    {
        HasSeenAny = true;
        if (Resolve(value, baseUrl) is { } url)
        {
            Add(new ParsedLink(url, source, relations));
        }
    }

    /// <summary>Adds a link that is resolved already; otherwise as the other.</summary>
    /// <param name="link">The link.</param>
    public void Add(ParsedLink link)
    {
        var (url, relations) = (link.Url, link.Relations);
        var index = _indexes[link.IsHyperlink ? 0 : link.IsImage ? 1 : 2];
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(index, url, out var isKnown);
        if (isKnown)
        {
            _links[known] = _links[known] with { Relations = _links[known].Relations & relations };
        }
        else if (budget.TryTakeLink(url))
        {
            known = _links.Count;
            _links.Add(link);
        }
        else
        {
            index.Remove(url);
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
