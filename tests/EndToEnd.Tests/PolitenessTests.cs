using System.Globalization;
using System.Text.Json;
using static AsyncCrawler.EndToEnd.Tests.CrawlScene;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>Politeness as the server sees it, by the requests that arrive.</summary>
public sealed class PolitenessTests : IAsyncLifetime
{
    private const int Pages = 60;
    private const int Restarts = 20;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-polite-");
    private SmallSite? _site;

    private SmallSite Site => _site ?? throw new InvalidOperationException("The site is not up.");

    private string Output => Path.Combine(_folder.FullName, "crawl");

    public async ValueTask InitializeAsync()
    {
        _site = await SmallSite.StartAsync();
        Site["/"] = new SmallAnswer(string.Concat(Enumerable.Range(0, Pages).Select(page => $"<a href=/{page}>{page}</a>")));
        for (var page = 0; page < Pages; page++)
        {
            Site[$"/{page}"] = new SmallAnswer($"<title>{page}</title>");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Q08_R13_TwentyRestartsOfOneCrawl_NeverComeCloserThanTheDelayAndEndAsIfNothingHadHappened()
    {
        List<int> firstRequests = [];
        for (var restart = 0; restart < Restarts; restart++)
        {
            firstRequests.Add(Site.Requests.Count);
            using var process = CrawlerProcess.Start(Arguments());
            while (Site.Requests.Count < firstRequests[^1] + 4 && !process.HasExited)
            {
                await Task.Delay(LookInterval, TimeProvider.System, TestContext.Current.CancellationToken);
            }

            process.Kill();
            await process.WaitAsync();
        }

        firstRequests.Add(Site.Requests.Count);
        using (var process = CrawlerProcess.Start(Arguments()))
        {
            Assert.True(await process.WaitAsync() == 0, await process.ReadAllAsync());
        }

        Assert.All(firstRequests, first => Assert.Equal("/robots.txt", Site.Requests[first].Path));
        AssertDelays();
        var urls = File.ReadLines(Path.Combine(Output, "pages.jsonl")).Select(line => Text(JsonElement.Parse(line), "url")).ToList();
        Assert.Equal(Pages + 1, urls.Count);
        Assert.Equal(Pages + 1, urls.Distinct().Count());
    }

    [Fact]
    public async Task R13_ARetryAfterOfAnInterruptedRun_IsKeptByTheNext()
    {
        var pause = TimeSpan.FromSeconds(4);
        Site["/"] = new SmallAnswer("", Status: 503) { Headers = [("Retry-After", Seconds(pause))] };
        using (var process = CrawlerProcess.Start(Arguments()))
        {
            while (!Site.Paths.Contains("/") && !process.HasExited)
            {
                await Task.Delay(LookInterval, TimeProvider.System, TestContext.Current.CancellationToken);
            }

            process.Interrupt();
            Assert.True(await process.WaitAsync() == 130, await process.ReadAllAsync());
        }

        var refused = Site.Requests[^1];
        Assert.Equal("/", refused.Path);
        Site["/"] = new SmallAnswer("<title>back</title>");
        using (var process = CrawlerProcess.Start(Arguments()))
        {
            Assert.True(await process.WaitAsync() == 0, await process.ReadAllAsync());
        }

        var after = Site.Requests.SkipWhile(request => request != refused).Skip(1).First();
        Assert.Equal("/robots.txt", after.Path);
        Assert.True(TimeProvider.System.GetElapsedTime(refused.Timestamp, after.Timestamp) >= pause);
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<string> Arguments() => File.Exists(Path.Combine(Output, "crawl.json"))
        ? ["resume", Output, "-q"]
        : ["crawl", Site.At("/"), "-q", "-o", Output, "--allow-private", "--delay", Seconds(Delay), "--workers", "2"];

    private void AssertDelays()
    {
        var requests = Site.Requests;
        Assert.All(requests.Zip(requests.Skip(1)), pair => Assert.True(
            TimeProvider.System.GetElapsedTime(pair.First.Timestamp, pair.Second.Timestamp) >= Delay, $"{pair.First.Path}, {pair.Second.Path}"));
    }
}
