using System.Text.Json;
using AsyncCrawler.Frontier;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Cli;

/// <summary>The URLs that went well, by kind: told by a done-callback, or read back from <c>pages.jsonl</c>.</summary>
internal sealed class FoundUrls : IPageDoneCallback
{
    private readonly HashSet<string> _pages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _images = new(StringComparer.Ordinal);

    /// <summary>The pages. To be read when the crawl is over.</summary>
    public IReadOnlySet<string> Pages => _pages;

    /// <summary>The images. To be read when the crawl is over.</summary>
    public IReadOnlySet<string> Images => _images;

    /// <inheritdoc/>
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        if (page is { Status: PageStatus.Ok, Item.Kind: ResourceKind.Page or ResourceKind.Image })
        {
            (page.Item.Kind is ResourceKind.Image ? _images : _pages).Add(page.Item.Url.Text);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Reads the records of a crawl.</summary>
    /// <param name="path">The file; when it is absent nothing was found.</param>
    public static FoundUrls Read(string path)
    {
        var found = new FoundUrls();
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            using var record = JsonDocument.Parse(line);
            var root = record.RootElement;
            var kind = root.GetProperty("kind").GetString();
            if (root.GetProperty("outcome").GetString() == "ok" && (kind is "page" or "image") && root.GetProperty("url").GetString() is { } url)
            {
                (kind == "image" ? found._images : found._pages).Add(url);
            }
        }

        return found;
    }

    /// <summary>Whether both tell of the same URLs.</summary>
    public bool SetEquals(FoundUrls other) => _pages.SetEquals(other._pages) && _images.SetEquals(other._images);
}
