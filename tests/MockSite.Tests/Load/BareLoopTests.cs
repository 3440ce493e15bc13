using AsyncCrawler.MockSite.Load;

namespace AsyncCrawler.MockSite.Tests.Load;

public sealed class BareLoopTests
{
    private const int Pages = 40;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Run_OverAllPages_AsksForEachOnceAndCountsItsBytes(int loops)
    {
        await using var site = await Site.StartAsync(new MockSiteOptions { Pages = Pages, RecordRequests = true });
        var graph = new SiteGraph(Pages, new MockSiteOptions().Seed);
        var origin = site.Server.BaseAddress.GetLeftPart(UriPartial.Authority);
        using var loop = new BareLoop();

        var bytes = await loop.RunAsync([.. Enumerable.Range(0, Pages).Select(page => new Uri(site.Server.BaseAddress, graph.AddressOf(page)))], loops, Stop);

        Assert.Equal(Enumerable.Range(0, Pages).Sum(page => (long)graph.RenderPage(page, origin).Length), bytes);
        Assert.Equal(Pages, site.Server.Requests.Count);
        Assert.All(site.Server.Requests.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Run_OverAPageThatIsNotThere_Fails()
    {
        await using var site = await Site.OfGraphAsync(pages: 1);
        using var loop = new BareLoop();

        await Assert.ThrowsAsync<HttpRequestException>(() => loop.RunAsync([new Uri(site.Server.BaseAddress, "/none")], 2, Stop));
    }
}
