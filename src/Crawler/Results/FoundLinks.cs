using System.Collections;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>
/// The links of one kind on a page, most of which the frontier knows: those are parsed when somebody reads the list, which few
/// do. Thread-safe.
/// </summary>
/// <param name="fresh">Those that the frontier may not know.</param>
/// <param name="count">How many there are.</param>
/// <param name="read">Parses all of them, in their order.</param>
internal sealed class FoundLinks(CrawlUrl[] fresh, int count, Func<IReadOnlyList<CrawlUrl>> read) : IReadOnlyList<CrawlUrl>
{
    private IReadOnlyList<CrawlUrl>? _all;

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public CrawlUrl this[int index] => All[index];

    private IReadOnlyList<CrawlUrl> All => _all ??= read();

    /// <summary>Those of a page's links that the frontier may not know.</summary>
    public static IReadOnlyList<CrawlUrl> FreshOf(IReadOnlyList<CrawlUrl> links) => links is FoundLinks found ? found.Fresh : links;

    /// <inheritdoc/>
    public IEnumerator<CrawlUrl> GetEnumerator() => All.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private CrawlUrl[] Fresh => fresh;
}
