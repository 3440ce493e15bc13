using AsyncCrawler.Host.Bench;

namespace AsyncCrawler.Host.Tests.Bench;

public sealed class BenchLadderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rung_ThatAsksForTooFewPages_IsNoResult()
    {
        await using var site = await BenchSite.StartAsync(pages: 3, Stop);
        var idle = new BenchRung("idle", _ => []);

        var error = await Assert.ThrowsAsync<IOException>(() => ClimbAsync(site, idle));

        Assert.Contains("'idle' took", error.Message, StringComparison.Ordinal);
        Assert.Contains("instead of 3 pages", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_ThatIsNotThere_IsNamed()
    {
        await using var site = await BenchSite.StartAsync(pages: 3, Stop);
        var missing = new BenchRung("missing", _ => [new BenchTask { Program = "parser-worker", Arguments = [], ReadLastLine = _ => (0, 0) }]);

        var error = await Assert.ThrowsAsync<IOException>(() => ClimbAsync(site, missing));

        Assert.Contains("parser-worker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_ThatFails_TellsWhatItSaid()
    {
        await using var site = await BenchSite.StartAsync(pages: 3, Stop);
        var failing = new BenchRung("failing", _ => [new BenchTask { Arguments = ["crawl", "--none"], ReadLastLine = _ => (0, 0) }]);

        var error = await Assert.ThrowsAsync<IOException>(() => ClimbAsync(site, failing));

        Assert.Contains("asynccrawler ended with 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("--none", error.Message, StringComparison.Ordinal);
    }

    private static async Task ClimbAsync(BenchSite site, BenchRung rung)
    {
        await foreach (var result in new BenchLadder(site, TimeProvider.System).ClimbAsync([rung], _ => { }, Stop))
        {
            Assert.Fail($"{result.Name} has a result.");
        }
    }
}
