using System.Text.Json;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Jobs;

/// <summary>The files of a job's crawl that are shown: docs/crawl-directory.md.</summary>
internal sealed class CrawlFiles(JobFolders folders)
{
    public string Pages(string id) => Of(id, "pages.jsonl");

    public string PagesCsv(string id) => Of(id, "pages.csv");

    public string MediaIndex(string id) => Of(id, "media.jsonl");

    public string Media(string id) => Of(id, "media");

    /// <summary>What the last run wrote when it ended; null when none did, or a broken disk has damaged it.</summary>
    public async Task<CrawlSummary?> ReadSummaryAsync(string id, CancellationToken cancellationToken)
    {
        var path = Of(id, "summary.json");
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync(file, JobJson.Default.CrawlSummary, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Of(string id, string name) => Path.Combine(folders.CrawlOf(id), name);
}
