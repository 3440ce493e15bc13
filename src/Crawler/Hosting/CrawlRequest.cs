using AsyncCrawler.Results;
using AsyncCrawler.Seeds;

namespace AsyncCrawler.Hosting;

/// <summary>One crawl that is asked for.</summary>
public sealed record CrawlRequest
{
    /// <summary>Where it begins. A resumed crawl reads them again only if it was stopped before it had read them all.</summary>
    public required ISeedSource Seeds { get; init; }

    /// <summary>Where the seeds come from, to be written into <c>crawl.json</c>. A resumed crawl keeps what it had.</summary>
    public SeedOrigin Origin { get; init; } = new();

    /// <summary>True to go on with the crawl in the output directory, false to begin one there.</summary>
    public bool Resumes { get; init; }

    /// <summary>
    /// True to crawl anew into the directory of an earlier crawl, and to ask servers only for what has changed since. The earlier
    /// records go into its folder <c>earlier</c>. False for a resumed crawl, which goes on as it was begun.
    /// </summary>
    public bool Revisits { get; init; }

    /// <summary>
    /// What is wanted of this crawl; null, the default, means the options of the registration. What all crawls of the process
    /// share goes by the registration in any case: <see cref="CrawlerOptions.Fetch"/>, and of <see cref="CrawlerOptions.Parsing"/>
    /// everything but the fields, the structured data and the text.
    /// </summary>
    public CrawlerOptions? Options { get; init; }

    /// <summary>Done-callbacks of this crawl, called after those of the registration. A resumed crawl tells them nothing of the pages that were committed before.</summary>
    public IReadOnlyList<IPageDoneCallback> Callbacks { get; init; } = [];
}
