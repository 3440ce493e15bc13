using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Api;

/// <summary>Finds a crawl's summary: that of its run while there is one, otherwise the one that its last run wrote.</summary>
internal sealed class SummaryReader(JobBoard board, CrawlFiles files)
{
    /// <summary>Reads it; null when the crawl has not begun.</summary>
    public async Task<CrawlSummary?> ReadAsync(string id, CancellationToken cancellationToken) =>
        board.Live(id)?.Run is { } run ? run.GetSummary() : await files.ReadSummaryAsync(id, cancellationToken);
}
