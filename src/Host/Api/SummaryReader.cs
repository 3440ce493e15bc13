using System.Text.Json;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Api;

/// <summary>Finds a crawl's summary: that of its run while there is one, otherwise the file that its last run wrote.</summary>
internal sealed class SummaryReader(JobBoard board, CrawlFiles files)
{
    /// <summary>Reads it; null when the crawl has not begun.</summary>
    public async Task<CrawlSummary?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (board.Live(id)?.Run is { } run)
        {
            return run.GetSummary();
        }

        var path = files.Summary(id);
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<CrawlSummary>(file, JsonSerializerOptions.Web, cancellationToken);
    }
}
