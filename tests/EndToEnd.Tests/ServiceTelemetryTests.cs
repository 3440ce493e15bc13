using AsyncCrawler.MockSite;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The real program with a collector in its configuration.</summary>
public sealed class ServiceTelemetryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-otlp-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Otlp_OfACrawlThatARequestCreated_BringsItsMetricsAndTracesToTheCollector()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 5, Mappings = null }, TestContext.Current.CancellationToken);
        using var service = await ServiceProcess.StartAsync(Path.Combine(_folder.FullName, "data"), "-s", $"Service:OtlpEndpoint={collector.Address}");
        var id = await service.CreateAsync(new { seeds = new[] { site.BaseAddress.AbsoluteUri }, options = new { delay = 0 } });
        await service.WaitForStateAsync(id, "finished");

        // What is left is sent at the end.
        service.Signal("TERM");
        Assert.True(await service.WaitAsync() == 0, service.AllText);

        Assert.Contains("asynccrawler", collector.Services.Keys);
        Assert.Empty(((string[])["crawler.fetch.duration", "crawler.parse.duration", "crawler.results.finished", "crawler.jobs", "crawler.api.requests"]).Except(collector.Metrics.Keys));
        Assert.Empty(((string[])["crawler.fetch", "crawler.parse", "crawler.record"]).Except(collector.Spans.Keys));
    }
}
