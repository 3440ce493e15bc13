using AsyncCrawler.MockSite.Graph;

namespace AsyncCrawler.MockSite;

/// <summary>
/// A web drawn from one integer, which knows what a crawl of it must find. Page <c>p</c> is computed when it is asked for and
/// never kept, so that the number of pages costs no memory until an oracle is asked. Addresses are path and query, if any, as
/// a crawler knows them without scheme and host; each page has exactly one. Thread-safe.
/// </summary>
public sealed class SiteGraph
{
    private readonly PageDrawing _drawing;
    private readonly PageRenderer _renderer;
    private readonly Lazy<int[]> _depths;

    /// <summary>Describes a graph; nothing is computed yet.</summary>
    /// <param name="pages">Number of pages, at least 1. Page 0 is the home page.</param>
    /// <param name="seed">Any integer; the same pages and seed give the same bytes everywhere.</param>
    public SiteGraph(int pages, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pages);
        Pages = pages;
        Seed = seed;
        Images = new ImagePool(pages, seed);
        _drawing = new PageDrawing(pages, seed);
        _renderer = new PageRenderer(new Prose(seed), Images);
        _depths = new Lazy<int[]>(() => LinkWalk.Depths(this));
    }

    /// <summary>Number of pages.</summary>
    public int Pages { get; }

    /// <summary>The integer from which everything is drawn.</summary>
    public int Seed { get; }

    /// <summary>
    /// The oracle of a full crawl: addresses of the pages that can be reached from <c>/</c> by following links. Found by walking
    /// them, not assumed: the first call computes every page once.
    /// </summary>
    public IReadOnlySet<string> ReachablePages => PagesWithin(int.MaxValue);

    /// <summary>Addresses of all images named by <see cref="ReachablePages"/>, every candidate of a <c>srcset</c> included.</summary>
    public IReadOnlySet<string> ReachableImages => ImagesWithin(int.MaxValue);

    internal ImagePool Images { get; }

    /// <summary>The oracle of a crawl with a depth limit: pages at most this many links from <c>/</c>, which has depth 0.</summary>
    public IReadOnlySet<string> PagesWithin(int maxDepth) =>
        NumbersWithin(maxDepth).Select(PageAddress.Of).ToHashSet(StringComparer.Ordinal);

    /// <summary>Addresses of the images named by <see cref="PagesWithin"/>.</summary>
    public IReadOnlySet<string> ImagesWithin(int maxDepth) =>
        NumbersWithin(maxDepth).SelectMany(ImagesOf).ToHashSet(StringComparer.Ordinal);

    /// <summary>The address of a page, from 0 to below <see cref="Pages"/>.</summary>
    public string AddressOf(int page) => PageAddress.Of(Checked(page));

    /// <summary>The page with an address; a query is ignored, as the server does.</summary>
    public bool TryFindPage(string address, out int page)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        return PageAddress.TryParse(question < 0 ? address : address[..question], out page) && page < Pages;
    }

    /// <summary>
    /// Addresses that a page links to, each once, in the order of their first mention. References to places in the page itself
    /// (<c>#top</c>) and other schemes are not among them.
    /// </summary>
    public IReadOnlyList<string> LinksOf(int page) => [.. TargetsOf(page).Distinct().Select(PageAddress.Of)];

    /// <summary>Addresses of the images that a page names, each once, in the order of their first mention.</summary>
    public IReadOnlyList<string> ImagesOf(int page) =>
        [.. _drawing.Draw(Checked(page)).Images.Distinct().Select(ImagePool.AddressOf)];

    /// <summary>The HTML of a page in UTF-8.</summary>
    /// <param name="page">From 0 to below <see cref="Pages"/>.</param>
    /// <param name="origin">Scheme, host and port for the links that carry them, without a trailing slash.</param>
    public byte[] RenderPage(int page, string origin)
    {
        using var buffer = new PageBuffer();
        RenderPage(page, origin, buffer);
        return buffer.Written.ToArray();
    }

    internal void RenderPage(int page, string origin, PageBuffer buffer) =>
        _renderer.Render(_drawing.Draw(Checked(page)), origin, buffer);

    internal IEnumerable<int> TargetsOf(int page) =>
        _drawing.Draw(Checked(page)).Links.Where(link => link.IsPage).Select(link => link.Target);

    private IEnumerable<int> NumbersWithin(int maxDepth)
    {
        var depths = _depths.Value;
        return Enumerable.Range(0, Pages).Where(page => depths[page] >= 0 && depths[page] <= maxDepth);
    }

    private int Checked(int page)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(page, Pages);
        return page;
    }
}
