using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>The files of a crawl that are shown: docs/crawl-directory.md.</summary>
internal sealed class CrawlFiles(JobFolders folders)
{
    public string Pages(string id) => Of(id, "pages.jsonl");

    public string PagesCsv(string id) => Of(id, "pages.csv");

    public string MediaIndex(string id) => Of(id, "media.jsonl");

    public string Media(string id) => Of(id, "media");

    public string Summary(string id) => Of(id, "summary.json");

    private string Of(string id, string name) => Path.Combine(folders.CrawlOf(id), name);
}
