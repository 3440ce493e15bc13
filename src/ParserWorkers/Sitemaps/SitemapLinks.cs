using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// Collects the URLs of one sitemap, each once per kind. Pages come first: images and other extras get only the room that
/// the pages leave. URLs are absolute by definition (sitemaps.org), so what does not parse alone is ignored and counted.
/// </summary>
/// <param name="budget">Caps number and length of the links.</param>
internal sealed class SitemapLinks(DocumentBudget budget)
{
    private readonly List<ParsedLink> _pages = [];
    private readonly List<ParsedLink> _extras = [];
    private readonly HashSet<ParsedLink> _seen = [];
    private int _ignored;
    private int? _entryPage;

    /// <summary>True when one page more was found than may be reported: there is no use in reading on.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Pages and child sitemaps so far.</summary>
    public int PageCount => _pages.Count;

    /// <summary>URLs found but not kept, so far.</summary>
    public int Dropped => _ignored + budget.LinksDropped;

    /// <summary>Says whether a text is a URL that a crawler fetches.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for an absolute http or https URL.</returns>
    public static bool IsWebUrl(string text) => Resolve(text) is not null;

    /// <summary>Begins the entry of another page or child sitemap.</summary>
    public void BeginEntry() => _entryPage = null;

    /// <summary>Tells what the entry says of its page beside the address; an entry without a URL that was kept says it of nothing.</summary>
    public void EndEntry(SitemapHint hint)
    {
        if (_entryPage is { } page)
        {
            _pages[page] = _pages[page] with { Hint = hint };
        }
    }

    /// <summary>Adds a URL.</summary>
    /// <param name="text">As it stands in the sitemap, and is emptied here.</param>
    /// <param name="source">Where it stood.</param>
    public void Add(UrlText text, LinkSource source)
    {
        if (text.IsTooLong)
        {
            text.Take();
            budget.DropLink();
            return;
        }

        Add(text.Take(), source);
    }

    /// <summary>Adds a URL.</summary>
    /// <param name="text">As it stands in the sitemap, no longer than a URL may be.</param>
    /// <param name="source">Where it stood.</param>
    public void Add(string text, LinkSource source)
    {
        if (Resolve(text) is not { } url)
        {
            _ignored++;
            return;
        }

        var link = new ParsedLink(url, source, LinkRelations.None);
        if (_seen.Contains(link))
        {
            return;
        }

        var isPage = source is LinkSource.SitemapPage or LinkSource.SitemapChild;
        var kept = isPage ? _pages : _extras;
        if (kept.Count == budget.Limits.MaxLinks)
        {
            IsFull |= isPage;
            budget.DropLink();
        }
        else if (!isPage || budget.TryTakeLink(url.Length))
        {
            _seen.Add(link);
            kept.Add(link);
            _entryPage = isPage ? _pages.Count - 1 : _entryPage;
        }
    }

    /// <summary>Ends the collection.</summary>
    /// <returns>The pages in document order, then the extras in document order.</returns>
    public IReadOnlyList<ParsedLink> Complete() => [.. _pages, .. _extras.Where(extra => budget.TryTakeLink(extra.Url.Length))];

    private static string? Resolve(string text) =>
        WhatwgUrl.TryParse(text, out var url) && url.Scheme is "http" or "https" ? url.WithoutFragment().Href : null;
}
