using AsyncCrawler.MockSite.Graph;

namespace AsyncCrawler.MockSite.Tests.Graph;

public sealed class SiteExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_ThenServedAsAFolder_AnswersEveryAddressWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        await using var live = await Site.OfGraphAsync(pages: 120, seed: 4);
        var graph = Assert.IsType<SiteGraph>(live.Server.Graph);
        var origin = live.Server.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var progress = new StringWriter();

        await new SiteExport(graph, origin, progress).WriteAsync(folder.Path, Stop);

        await using var exported = await Site.OfFolderAsync(folder.Path);
        foreach (var address in graph.ReachablePages.Concat(graph.ReachableImages))
        {
            using var expected = await live.GetAsync(address);
            using var request = await exported.GetAsync(address);
            Assert.Equal(expected.Content.Headers.ContentType?.MediaType, request.Content.Headers.ContentType?.MediaType);
            Assert.Equal(await expected.Content.ReadAsByteArrayAsync(Stop), await request.Content.ReadAsByteArrayAsync(Stop));
        }

        Assert.Contains("120 of 120 pages", progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_IntoAFolderThatHoldsSomething_IsRefused()
    {
        using var folder = new TemporaryFolder().With("mine.txt", "precious");

        var error = await Assert.ThrowsAsync<IOException>(
            () => new SiteExport(new SiteGraph(3, 1), "http://a.test", TextWriter.Null).WriteAsync(folder.Path, Stop));

        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
