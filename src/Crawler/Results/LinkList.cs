using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Counts the links of one kind, and keeps those that the frontier may not know. Not thread-safe.</summary>
internal sealed class LinkList
{
    private readonly List<CrawlUrl> _fresh = [];

    /// <summary>Where they stand, as <see cref="Frontier.AdmittedLinks"/> has it.</summary>
    public uint Place { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Those that the frontier may not know, in their order; a copy.</summary>
    public CrawlUrl[] Fresh => [.. _fresh];

    /// <summary>Empties the list.</summary>
    public void Begin(uint place)
    {
        Place = place;
        Count = 0;
        _fresh.Clear();
    }

    /// <summary>Adds a link.</summary>
    /// <param name="url">The URL; null for one that the frontier knows.</param>
    public void Add(CrawlUrl? url)
    {
        Count++;
        if (url is not null)
        {
            _fresh.Add(url);
        }
    }
}
