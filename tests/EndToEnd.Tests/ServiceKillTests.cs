using AsyncCrawler.MockSite;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The service is killed or stopped with crawls under way, and the next process ends them as if nothing had happened.</summary>
public sealed class ServiceKillTests : IAsyncLifetime
{
    private const int Pages = 200;
    private const int Crawls = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-service-kill-");
    private readonly List<MockSiteServer> _sites = [];

    private string Data => Path.Combine(_folder.FullName, "data");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < Crawls; i++)
        {
            _sites.Add(await MockSiteServer.StartAsync(new MockSiteOptions { Pages = Pages, Seed = i + 1, Mappings = null }, Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
        {
            await site.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task R05_ServiceKilledWithThreeRunningCrawls_EndsThemAsIfNothingHadHappened()
    {
        List<string> ids = [];
        using (var service = await ServiceProcess.StartAsync(Data))
        {
            foreach (var site in _sites)
            {
                ids.Add(await service.CreateAsync(Crawl(site)));
            }

            await Task.WhenAll(ids.Select(id => service.WaitForAsync(id, crawl => crawl.GetProperty("progress").GetProperty("pages").GetInt64() > 10)));
            service.Signal("KILL");
            await service.WaitAsync();
        }

        using var next = await ServiceProcess.StartAsync(Data);
        await Task.WhenAll(ids.Select(id => next.WaitForStateAsync(id, "finished")));

        foreach (var (site, id) in _sites.Zip(ids))
        {
            AssertEqual(await UndisturbedAsync(site, id), CrawlResult.Read(Path.Combine(Data, "crawls", id)));
        }
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task Q07_R07_ServiceThatIsStopped_DrainsExits0AndGoesOnLater(string signal)
    {
        string id;
        using (var service = await ServiceProcess.StartAsync(Data))
        {
            id = await service.CreateAsync(Crawl(_sites[0]));
            await service.WaitForAsync(id, crawl => crawl.GetProperty("progress").GetProperty("pages").GetInt64() > 5);
            service.Signal(signal);

            Assert.True(await service.WaitAsync() == 0, service.AllText);
        }

        using var next = await ServiceProcess.StartAsync(Data);
        await next.WaitForStateAsync(id, "finished");
        AssertEqual(await UndisturbedAsync(_sites[0], id), CrawlResult.Read(Path.Combine(Data, "crawls", id)));
    }

    [Fact]
    public async Task F05_SecondServiceOnOneDirectory_IsRefused()
    {
        using var first = await ServiceProcess.StartAsync(Data);
        using var second = TestKit.AsyncCrawlerProcess.Start("serve", "--listen", "127.0.0.1:0", "--data", Data);

        Assert.Equal(2, await second.WaitAsync());
        Assert.Contains(second.Errors, line => line.Contains("cannot be taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_WithFaultsInEveryLayer_NamesAllOfThem()
    {
        using var service = TestKit.AsyncCrawlerProcess.Start(
            "serve", "--listen", "0.0.0.0:0", "--data", Data, "-s", "Jobs:MaxParallel=0", "-s", "Service:Tokens=secret", "-s", "Service:Nonsense=1", "-s", "Politeness:Delay=x");

        Assert.Equal(2, await service.WaitAsync());
        foreach (var part in new[] { "Jobs:MaxParallel", "Service:Tokens:0", "Service:Nonsense", "Politeness:Delay" })
        {
            Assert.Contains(service.Errors, line => line.Contains(part, StringComparison.Ordinal));
        }

        // O06: what may be a token in plain text is not repeated.
        Assert.DoesNotContain(service.Errors, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S22_AddressThatOthersReach_DemandsTokens()
    {
        using var service = TestKit.AsyncCrawlerProcess.Start("serve", "--listen", "0.0.0.0:0", "--data", Data);

        Assert.Equal(2, await service.WaitAsync());
        Assert.Contains(service.Errors, line => line.Contains("Service:Tokens", StringComparison.Ordinal));
    }

    private static object Crawl(MockSiteServer site) => new
    {
        seeds = new[] { site.BaseAddress.AbsoluteUri },
        options = new { delay = 0.005, perHost = 2, maxPages = 10_000, maxDepth = 0, saveLinks = true },
    };

    // In a service of its own, so that both went the same way.
    private async Task<CrawlResult> UndisturbedAsync(MockSiteServer site, string id)
    {
        var data = Path.Combine(_folder.FullName, $"undisturbed-{id}");
        using var service = await ServiceProcess.StartAsync(data);
        var calm = await service.CreateAsync(Crawl(site));
        await service.WaitForStateAsync(calm, "finished");
        return CrawlResult.Read(Path.Combine(data, "crawls", calm));
    }

    private static void AssertEqual(CrawlResult expected, CrawlResult actual)
    {
        Assert.Equal("complete", actual.State);
        Assert.Equal(actual.Ids.Distinct().Count(), actual.Ids.Count);
        Assert.Equal(expected.Pages, actual.Pages);
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Media, actual.Media);
        Assert.Equal(expected.Files, actual.Files);
        Assert.Equal(expected.Summary, actual.Summary);
    }
}
