using AsyncCrawler.Contracts;
using AsyncCrawler.Host.Bench;

namespace AsyncCrawler.Host.Tests.Bench;

public sealed class BenchSiteTests
{
    private const int Pages = 250;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_HasEveryPageOnce_AtASiteThatSaysTheyAreNone()
    {
        await using var site = await BenchSite.StartAsync(Pages, Stop);
        using var client = new HttpClient(new SocketsHttpHandler());
        var urls = await File.ReadAllLinesAsync(site.ListOfBodies, Stop);

        using var response = await client.GetAsync(new Uri(urls[^1]), Stop);
        var page = await client.GetStringAsync(site.Address, Stop);

        Assert.Equal(Pages, urls.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Equal(2, site.Requests);
    }

    [Fact]
    public async Task Samples_ArePagesOfTheSite_AsAParserTakesThem()
    {
        await using var site = await BenchSite.StartAsync(Pages, Stop);
        using var client = new HttpClient(new SocketsHttpHandler());
        using var frames = new FrameReader(new MemoryStream(site.Samples.ToArray()), ParserProtocol.MaxRequestPayload);
        Assert.Equal(ParserProtocol.Version, CrawlerHello.Read(Assert.NotNull(frames.Read()).Payload).ProtocolVersion);
        var (count, last) = (0, (Url: "", Body: (byte[])[]));
        while (frames.Read() is { } frame)
        {
            var request = ParseRequest.Read(frame.Payload);
            (count, last) = (count + 1, (request.Url, request.Body.ToArray()));
        }

        Assert.Equal(200, count);
        Assert.Equal(await client.GetByteArrayAsync(new Uri(last.Url), Stop), last.Body);
    }
}
