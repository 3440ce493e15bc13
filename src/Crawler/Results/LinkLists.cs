using AsyncCrawler.Contracts;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Gathers the links of one page after the other by what they are, each once. Not thread-safe.</summary>
internal sealed class LinkLists
{
    // One sitemap of 50,000 URLs must not keep its memory for the rest of the crawl.
    private const int MaxKept = 1_024;
    private const int LeastKept = 128;

    private HashSet<ulong> _seen = [];
    private ulong[] _keys = [];
    private bool[] _known = [];

    /// <summary>Hyperlinks, and what a sitemap lists.</summary>
    public LinkList Pages { get; private set; } = new();

    /// <summary>Images.</summary>
    public LinkList Images { get; private set; } = new();

    /// <summary>Sitemaps that a sitemap lists.</summary>
    public LinkList Sitemaps { get; private set; } = new();

    /// <summary>What a link leads to; null for what is of no interest.</summary>
    public static ResourceKind? KindOf(LinkSource source) =>
        source.IsHyperlink() || source == LinkSource.SitemapPage ? ResourceKind.Page
        : source.IsImage() ? ResourceKind.Image
        : source == LinkSource.SitemapChild ? ResourceKind.Sitemap
        : null;

    /// <summary>Empties the lists for another page, and looks up which of its links the frontier knows.</summary>
    public void Begin(FrontierItem page, EncodedLinks links, AdmittedLinks admitted)
    {
        if (_keys.Length < links.Count || _keys.Length > MaxKept)
        {
            _keys = new ulong[Math.Max(links.Count, LeastKept)];
            _known = new bool[_keys.Length];
            _seen = [];
            (Pages, Images, Sitemaps) = (new(), new(), new());
        }

        _seen.Clear();
        Pages.Begin(admitted.PlaceOf(page, ResourceKind.Page));
        Images.Begin(admitted.PlaceOf(page, ResourceKind.Image));
        Sitemaps.Begin(admitted.PlaceOf(page, ResourceKind.Sitemap));
        var next = 0;
        foreach (var link in links.AsBytes())
        {
            _keys[next++] = Of(link.Source) is { } list ? admitted.KeyOf(list.Place, link.Url) : default;
        }

        admitted.Contains(_keys.AsSpan(0, next), _known);
    }

    /// <summary>The key of a link, and whether the frontier knows it.</summary>
    public (ulong Key, bool IsKnown) this[int index] => (_keys[index], _known[index]);

    /// <summary>The list where a link belongs; null for what is of no interest.</summary>
    public LinkList? Of(LinkSource source) => KindOf(source) switch
    {
        ResourceKind.Page => Pages,
        ResourceKind.Image => Images,
        ResourceKind.Sitemap => Sitemaps,
        _ => null,
    };

    /// <summary>Adds a link to a list, if it is not there.</summary>
    /// <param name="list">The list.</param>
    /// <param name="key">The link's key at the place of the list.</param>
    /// <param name="url">The URL; null for one that the frontier knows.</param>
    public void Add(LinkList list, ulong key, CrawlUrl? url)
    {
        if (_seen.Add(key))
        {
            list.Add(url);
        }
    }
}
