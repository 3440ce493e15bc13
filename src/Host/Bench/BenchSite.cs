using AsyncCrawler.Contracts;
using AsyncCrawler.MockSite;

namespace AsyncCrawler.Host.Bench;

/// <summary>
/// What the rungs work on: the mock site, served by this process, whose processor time no rung counts; the same site once more, which
/// says that its pages are none; and a folder for what is written.
/// </summary>
internal sealed class BenchSite : IAsyncDisposable
{
    // Enough that no two samples follow each other out of a cache, and 6 MB at most.
    private const int MaxSamples = 200;

    private readonly MockSiteServer _site;
    private readonly MockSiteServer _bodies;
    private readonly DirectoryInfo _folder;

    private BenchSite(MockSiteServer site, MockSiteServer bodies, int pages)
    {
        _site = site;
        _bodies = bodies;
        Pages = pages;
        _folder = Directory.CreateTempSubdirectory("asynccrawler-bench-");
        ListOfBodies = Path.Combine(_folder.FullName, "pages.txt");
        var graph = new SiteGraph(pages, new MockSiteOptions().Seed);
        File.WriteAllLines(ListOfBodies, Enumerable.Range(0, pages).Select(page => new Uri(bodies.BaseAddress, graph.AddressOf(page)).AbsoluteUri));
        Samples = WriteSamples(graph);
    }

    /// <summary>Pages of the site.</summary>
    public int Pages { get; }

    /// <summary>Where a crawl of the site begins.</summary>
    public Uri Address => _site.BaseAddress;

    /// <summary>A file with the URLs of all pages at the site that says they are none, so that nobody reads them.</summary>
    public string ListOfBodies { get; }

    /// <summary>The TCP port of <see cref="ListOfBodies"/>.</summary>
    public int PortOfBodies => _bodies.BaseAddress.Port;

    /// <summary>Pages from all over the site, as a parser's process takes them.</summary>
    public ReadOnlyMemory<byte> Samples { get; }

    /// <summary>Requests that both have answered.</summary>
    public long Requests => _site.TotalRequests + _bodies.TotalRequests;

    /// <summary>Starts it.</summary>
    /// <param name="pages">Pages of the site.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<BenchSite> StartAsync(int pages, CancellationToken cancellationToken)
    {
        var options = new MockSiteOptions { Pages = pages, Mappings = null };
        var site = await MockSiteServer.StartAsync(options, cancellationToken);
        var bodies = await MockSiteServer.StartAsync(options with { PageType = "application/octet-stream" }, cancellationToken);
        return new BenchSite(site, bodies, pages);
    }

    /// <summary>A path that nothing is at yet.</summary>
    public string NewPath() => Path.Combine(_folder.FullName, Path.GetRandomFileName());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _bodies.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private byte[] WriteSamples(SiteGraph graph)
    {
        using var frames = new FrameWriter();
        new CrawlerHello { ProtocolVersion = ParserProtocol.Version, Limits = new DocumentLimits() }.WriteTo(frames);
        var count = Math.Min(Pages, MaxSamples);
        for (var sample = 0; sample < count; sample++)
        {
            var page = (int)((long)sample * Pages / count);
            new ParseRequest
            {
                DocumentId = page,
                Kind = DocumentKind.Html,
                Url = new Uri(Address, graph.AddressOf(page)).AbsoluteUri,
                ContentType = new MockSiteOptions().PageType,
                Body = graph.RenderPage(page, Address.GetLeftPart(UriPartial.Authority)),
            }.WriteTo(frames);
        }

        return frames.Written.ToArray();
    }
}
