using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class LibrarySampleTests
{
    [Fact]
    public void Readme_ShowsTheSampleThatIsCompiledHere()
    {
        var sample = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/EndToEnd.Tests/LibrarySample.cs"));

        Assert.Contains(sample.ReplaceLineEndings("\n"), File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_WithDoneCallbacksOfItsOwn_Crawls()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 30 }, TestContext.Current.CancellationToken);
        var called = 0;

        var summary = await LibrarySample.CrawlAsync(site.BaseAddress.AbsoluteUri, options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.Politeness.Delay = TimeSpan.Zero;
            options.OnPageDone((_, _) =>
            {
                called++;
                return ValueTask.CompletedTask;
            });
        });

        Assert.Equal(30, summary.Totals.Pages);
        Assert.Equal(summary.Totals.Pages + summary.Totals.Images, called);
    }
}
