using AsyncCrawler.Frontier;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using AsyncCrawler.Sinks;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Sinks;

namespace AsyncCrawler.Tests.Hosting;

public sealed class CrawlOutputsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Records => Path.Combine(Crawl, "pages.jsonl");

    private string Crawl => _folder.File("crawl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F07_Resume_OfACrawlWhoseFrontierWasLost_RefusesAndKeepsItsRecords()
    {
        await (await OpenAsync(resumes: false)).DisposeAsync();
        await File.WriteAllTextAsync(Records, "{}\n", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(Crawl, "frontier.db"));

        for (var time = 0; time < 2; time++)
        {
            var fault = await Assert.ThrowsAsync<FrontierStoreException>(async () => await OpenAsync(resumes: true));
            Assert.Contains("frontier.db knows nothing of the records", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal("{}\n", await File.ReadAllTextAsync(Records, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task R1_Resume_OfACrawlThatDiedBeforeItsFirstSeed_GoesOn()
    {
        await (await OpenAsync(resumes: false)).DisposeAsync();
        File.Delete(Path.Combine(Crawl, "frontier.db"));

        await (await OpenAsync(resumes: true)).DisposeAsync();

        Assert.True(File.Exists(Path.Combine(Crawl, "frontier.db")));
    }

    [Theory]
    [InlineData("frontier.db")]
    [InlineData("pages.jsonl")]
    public async Task Resume_ThatFailsAtTheStoreOrASink_SaysSoInTheDirectory(string file)
    {
        await (await OpenAsync(resumes: false)).DisposeAsync();
        File.Delete(Path.Combine(Crawl, file));
        Directory.CreateDirectory(Path.Combine(Crawl, file));

        var fault = await Assert.ThrowsAnyAsync<Exception>(async () => await OpenAsync(resumes: true));

        var manifest = CrawlDirectory.ReadManifest(Crawl);
        Assert.Equal((CrawlSummaryState.Failed, fault.Message), (manifest.State, manifest.Reason));
        Assert.NotNull(manifest.FinishedAt);
    }

    [Fact]
    public async Task Resume_ThatIsCancelled_SaysSoInTheDirectory()
    {
        await (await OpenAsync(resumes: false)).DisposeAsync();
        var outputs = await OpenAsync(resumes: true);
        await outputs.FailAsync(new OperationCanceledException(), new ManualTimeProvider());
        await outputs.DisposeAsync();

        Assert.Equal(CrawlSummaryState.Interrupted, CrawlDirectory.ReadManifest(Crawl).State);
    }

    private async ValueTask<CrawlOutputs> OpenAsync(bool resumes) => await CrawlOutputs.OpenAsync(
        Crawl, new CrawlerOptions(), new CrawlRequest { Seeds = ListSeedSource.Parse([]), Resumes = resumes }, new ManualTimeProvider(), static (_, _) => { }, TestContext.Current.CancellationToken);
}
