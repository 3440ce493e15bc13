using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Hosting;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Api;

/// <summary>What a crawl of the service does with a URL, and why.</summary>
internal sealed class CrawlExplainer(JobBoard board, JobFolders folders, JobCrawlOptions options, IUrlExplainer explainer)
{
    // Of a list of thousands, some are enough to judge a scope by.
    private const int MaxSeeds = 1_000;

    /// <summary>Explains it. Nothing is sent: whoever may only look must not make the service ask a host of his choice.</summary>
    /// <param name="record">The crawl.</param>
    /// <param name="url">Any text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The crawl's frontier cannot be read now.</exception>
    public ValueTask<UrlExplanation> ExplainAsync(JobRecord record, string url, CancellationToken cancellationToken)
    {
        var directory = folders.CrawlOf(record.Id);
        var saved = folders.HasCrawl(record.Id) ? SavedCrawl.Read(directory) : null;
        var request = new ExplainRequest
        {
            Url = url,
            Seeds = [.. record.Spec.Seeds.Take(MaxSeeds).Select(seed => CrawlUrl.TryParse(seed, out var parsed) ? parsed : null).OfType<CrawlUrl>()],
            Options = options.Build(saved, record.Spec.Options, directory),
            Directory = saved is null ? null : directory,
            Run = board.Live(record.Id)?.Run,
            AsksRobots = false,
        };
        return explainer.ExplainAsync(request, cancellationToken);
    }
}
