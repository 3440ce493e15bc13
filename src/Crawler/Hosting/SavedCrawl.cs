using System.Text.Json;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Hosting;

/// <summary>A crawl that was begun before, as its directory tells: what was asked, and how far it came.</summary>
public sealed class SavedCrawl
{
    private readonly string _directory;
    private readonly CrawlManifest _manifest;

    private SavedCrawl(string directory, CrawlManifest manifest)
    {
        _directory = directory;
        _manifest = manifest;
    }

    /// <summary>How it ended; <see cref="CrawlSummaryState.Running"/> when it runs, or was killed.</summary>
    public CrawlSummaryState State => _manifest.State;

    /// <summary>Where its seeds came from.</summary>
    public SeedOrigin Origin => new() { Urls = _manifest.Seeds, ListPath = _manifest.SeedList };

    /// <summary>Reads <c>crawl.json</c>.</summary>
    /// <param name="directory">The crawl directory.</param>
    /// <returns>The crawl.</returns>
    /// <exception cref="CrawlDirectoryException">There is no crawl in it, or its file cannot be read.</exception>
    public static SavedCrawl Read(string directory) => new(directory, CrawlDirectory.ReadManifest(directory));

    /// <summary>Sets the options that the crawl was begun with, and its directory as the output.</summary>
    /// <param name="options">The options; what they said before is overwritten.</param>
    /// <exception cref="CrawlDirectoryException">The options in the file are not those of this version.</exception>
    public void ApplyTo(CrawlerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            CrawlerOptionsJson.Fill(options, _manifest.Options);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new CrawlDirectoryException(
                $"The options in {_directory} cannot be read: {error.Message.TrimEnd('.')}. Use asynccrawler {_manifest.Version}, which wrote them.", error);
        }

        options.Output.Directory = _directory;
    }
}
