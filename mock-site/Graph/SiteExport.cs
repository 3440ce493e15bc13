namespace AsyncCrawler.MockSite.Graph;

/// <summary>Writes a graph as files that any web server can serve; <c>/</c> becomes <c>index.html</c>.</summary>
internal sealed class SiteExport(SiteGraph graph, string origin, TextWriter progress)
{
    private const int ProgressEvery = 1000;

    /// <summary>Writes pages, images and robots.txt below <paramref name="folder"/>, which must be absent or empty.</summary>
    /// <exception cref="IOException">The folder holds something, or cannot be written.</exception>
    public async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"The folder {folder} is not empty: name a new or an empty one.");
        }

        var root = Directory.CreateDirectory(folder).FullName;
        for (var page = 0; page < graph.Pages; page++)
        {
            await WriteFileAsync(root, FileOf(page), graph.RenderPage(page, origin), cancellationToken);
            if ((page + 1) % ProgressEvery == 0 || page + 1 == graph.Pages)
            {
                await progress.WriteAsync($"\r{page + 1} of {graph.Pages} pages");
            }
        }

        for (var image = 0; image < graph.Images.Count; image++)
        {
            await WriteFileAsync(root, ImagePool.AddressOf(image), graph.Images.Render(image), cancellationToken);
        }

        await WriteFileAsync(root, "/robots.txt", "User-agent: *\nAllow: /\n"u8.ToArray(), cancellationToken);
        await progress.WriteLineAsync($", {graph.Images.Count} images written to {folder}");
    }

    private static string FileOf(int page) => page == 0 ? "/index.html" : PageAddress.FilePath(page);

    private static async Task WriteFileAsync(string root, string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var file = Path.Join(root, path);
        if (Path.GetDirectoryName(file) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await File.WriteAllBytesAsync(file, bytes, cancellationToken);
    }
}
