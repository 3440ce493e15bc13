using System.Net;

namespace AsyncCrawler.MockSite.Tests;

public sealed class MockSiteServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithDefaults_ServesGraphAndShippedStubs()
    {
        await using var site = await Site.StartAsync(new MockSiteOptions());

        using var page = await site.GetAsync("/page/999.html");
        using var stub = await site.GetAsync("/status/500");
        using var nothing = await site.GetAsync("/page/1000.html");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.NotFound],
            [page.StatusCode, stub.StatusCode, nothing.StatusCode]);
        Assert.True(site.Server.BaseAddress.IsLoopback);
        Assert.NotEqual(0, site.Server.BaseAddress.Port);
    }

    [Fact]
    public async Task Parts_ThatAllKnowAnAddress_AreAskedInOrder()
    {
        using var stubs = new TemporaryFolder().With("mappings/a.json", """{"request":{"url":"/page/2.html"},"response":{"body":"stub"}}""");
        using var root = new TemporaryFolder().With("page/2.html", "folder").With("page/3.html", "folder");
        await using var site = await Site.StartAsync(new MockSiteOptions { Mappings = stubs.Path, Root = root.Path, Pages = 10 });

        Assert.Equal("stub", await site.Client.GetStringAsync("/page/2.html", Stop));
        Assert.Equal("folder", await site.Client.GetStringAsync("/page/3.html", Stop));
        Assert.StartsWith("<!DOCTYPE html>", await site.Client.GetStringAsync("/page/4.html", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageType_WhenSet_IsThatOfPagesAlone()
    {
        await using var site = await Site.StartAsync(new MockSiteOptions { Pages = 5, PageType = "application/octet-stream" });

        using var page = await site.GetAsync("/page/2.html");
        using var robots = await site.GetAsync("/robots.txt");

        Assert.Equal("application/octet-stream", page.Content.Headers.ContentType?.ToString());
        Assert.Equal("text/plain", robots.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Requests_WhenRecorded_AreCountedPerTarget()
    {
        await using var site = await Site.StartAsync(new MockSiteOptions { Pages = 5, RecordRequests = true });

        await Parallel.ForAsync(0, 100, Stop, async (i, stop) => await site.Client.GetStringAsync(i % 4 == 0 ? "/?a=b" : "/page/2.html", stop));
        using var missing = await site.GetAsync("/none");

        Assert.Equal(101, site.Server.TotalRequests);
        Assert.Equal(
            new Dictionary<string, int> { ["/?a=b"] = 25, ["/page/2.html"] = 75, ["/none"] = 1 },
            site.Server.Requests);
    }

    [Fact]
    public async Task Requests_WhenNotRecorded_AreOnlyCounted()
    {
        await using var site = await Site.OfGraphAsync(pages: 5);

        await site.Client.GetStringAsync("/", Stop);

        Assert.Equal(1, site.Server.TotalRequests);
        Assert.Empty(site.Server.Requests);
    }

    [Fact]
    public async Task Start_OnATakenPort_FailsWithAnIoError()
    {
        await using var first = await Site.OfGraphAsync(pages: 1);

        await Assert.ThrowsAsync<IOException>(() => Site.StartAsync(new MockSiteOptions { Port = first.Server.BaseAddress.Port }));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(65_536, 1)]
    [InlineData(0, -1)]
    public Task Start_WithNumbersOutOfRange_IsRefused(int port, int pages) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Site.StartAsync(new MockSiteOptions { Port = port, Pages = pages }));

    [Fact]
    public async Task Dispose_WhileAStubWaits_EndsAtOnce()
    {
        using var stubs = new TemporaryFolder().With(
            "mappings/a.json", """{"request":{"url":"/slow"},"response":{"fixedDelayMilliseconds":80000000}}""");
        var time = new HeldTimeProvider();
        var site = await Site.OfStubsAsync(stubs.Path, time);
        var answer = site.GetAsync("/slow");
        await time.Held.WaitAsync(Stop);

        await site.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => answer);
        await site.DisposeAsync();
    }

    private sealed class HeldTimeProvider : TimeProvider
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Held => _held.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _held.TrySetResult();
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
