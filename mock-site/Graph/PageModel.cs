namespace AsyncCrawler.MockSite.Graph;

/// <summary>
/// What one page says: the single source of both the HTML (<see cref="PageRenderer"/>) and the oracle (<see cref="SiteGraph"/>).
/// </summary>
internal sealed record PageModel
{
    /// <summary>From 0 (the home page) to below the number of pages.</summary>
    public required int Number { get; init; }

    /// <summary>Links in the page's head navigation.</summary>
    public required IReadOnlyList<PageLink> Navigation { get; init; }

    /// <summary>Links inside paragraphs.</summary>
    public required IReadOnlyList<PageLink> Body { get; init; }

    /// <summary>Links in the rows of the table.</summary>
    public required IReadOnlyList<PageLink> Table { get; init; }

    /// <summary>Links at the foot of the page.</summary>
    public required IReadOnlyList<PageLink> Footer { get; init; }

    /// <summary>Image numbers in document order: one plain, two of a <c>srcset</c>, two of a <c>picture</c>.</summary>
    public required IReadOnlyList<int> Images { get; init; }

    /// <summary>Decides the words.</summary>
    public required ulong TextStart { get; init; }

    /// <summary>Size in bytes to which paragraphs are added before the table and the foot follow.</summary>
    public required int ProseBytes { get; init; }

    /// <summary>All links in document order.</summary>
    public IEnumerable<PageLink> Links => Navigation.Concat(Body).Concat(Table).Concat(Footer);
}
