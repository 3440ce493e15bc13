using AsyncCrawler.Results;
using AsyncCrawler.Seeds;

namespace AsyncCrawler.Hosting;

/// <summary>One crawl that is asked for.</summary>
public sealed record CrawlRequest
{
    /// <summary>Where it begins.</summary>
    public required ISeedSource Seeds { get; init; }

    /// <summary>Done-callbacks of this crawl, called after those of the registration.</summary>
    public IReadOnlyList<IPageDoneCallback> Callbacks { get; init; } = [];
}
