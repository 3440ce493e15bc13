using System.Text.Json;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>What happens to a crawl when its processes are killed and stopped from outside.</summary>
public sealed class WallTests : IAsyncLifetime
{
    private const int Pages = 1_500;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-wall-");
    private MockSiteServer? _site;

    private MockSiteServer Site => _site ?? throw new InvalidOperationException("The site is started before each test.");

    public async ValueTask InitializeAsync() =>
        _site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = Pages, Mappings = null }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task P01_AChildKilledInMidCrawl_CostsOneDeathAndNoPage()
    {
        using var crawl = Start();
        AsyncCrawlerProcess.Signal("KILL", await BusyWorkerAsync(crawl));

        Assert.Equal(0, await crawl.WaitAsync());

        AssertComplete(deaths: 1);
    }

    [Fact]
    public async Task P06_AChildStoppedInMidCrawl_HasItsPageFinishedByAnother()
    {
        using var crawl = Start("-s", "Parsing:DocumentTimeout=00:00:01");
        AsyncCrawlerProcess.Signal("STOP", await BusyWorkerAsync(crawl));

        Assert.Equal(0, await crawl.WaitAsync());

        AssertComplete(deaths: 1);
    }

    [Fact]
    public async Task P07_TheParentKilledInMidCrawl_LeavesNoChild()
    {
        using var crawl = Start();
        await BusyWorkerAsync(crawl);
        var children = crawl.Children();
        Assert.NotEmpty(children);

        crawl.Signal("KILL");
        await crawl.WaitAsync();

        Assert.True(SpinWait.SpinUntil(() => children.All(HasEnded), TimeSpan.FromSeconds(10)), "A parser process outlived its parent.");
    }

    private static bool HasEnded(int processId)
    {
        try
        {
            // A zombie that its new parent has not reaped yet has ended too.
            return File.ReadAllText($"/proc/{processId}/stat").Split(") ", 2)[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task<int> BusyWorkerAsync(AsyncCrawlerProcess crawl)
    {
        while (true)
        {
            await crawl.WaitForLineAsync("\"type\":\"progress\"");
            var workers = crawl.Output.Where(line => line.Contains("\"progress\"", StringComparison.Ordinal)).SelectMany(line => JsonElement.Parse(line).GetProperty("workers").EnumerateArray());
            foreach (var worker in workers.Where(worker => worker.GetProperty("documents").GetInt64() > 0))
            {
                return worker.GetProperty("pid").GetInt32();
            }

            await crawl.WaitForLineAsync("\"documents\":", after: crawl.Output.Length);
        }
    }

    private AsyncCrawlerProcess Start(params string[] more) =>
        AsyncCrawlerProcess.Start(
        [
            "crawl", Site.BaseAddress.AbsoluteUri, "--allow-private", "--delay", "0", "--per-host", "2", "--workers", "2",
            "--max-pages", "0", "--max-depth", "0", "--no-images", "--json", "-o", Path.Combine(_folder.FullName, "crawl"), .. more,
        ]);

    private void AssertComplete(int deaths)
    {
        var output = Path.Combine(_folder.FullName, "crawl");
        var urls = File.ReadLines(Path.Combine(output, "pages.jsonl")).Select(line => JsonElement.Parse(line)).Where(page => CrawlScene.Text(page, "outcome") == "ok").Select(page => new Uri(CrawlScene.Text(page, "url")).PathAndQuery);
        Assert.Equal(Site.Graph?.ReachablePages.Order(StringComparer.Ordinal), urls.Order(StringComparer.Ordinal));
        Assert.Equal(deaths, JsonElement.Parse(File.ReadAllText(Path.Combine(output, "summary.json"))).GetProperty("workerDeaths").GetInt32());
    }
}
