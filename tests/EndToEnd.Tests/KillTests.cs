using System.Globalization;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.MockSite;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>
/// Promise R3: the program is killed with SIGKILL and resumed until it ends, and nothing is lost and nothing is double. Set
/// <c>ASYNCCRAWLER_KILLS=500</c> for as many kills on a site of 2,000 pages, and <c>ASYNCCRAWLER_KILL_SEED</c> for other instants.
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int UsualKills = 25;
    private const int UsualPages = 300;
    private const int ManyPages = 2_000;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(1);
    private static readonly int Kills = ReadNumber("ASYNCCRAWLER_KILLS") ?? UsualKills;
    private static readonly int Seed = ReadNumber("ASYNCCRAWLER_KILL_SEED") ?? 20261121;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-kill-");
    private MockSiteServer? _site;

    private MockSiteServer Site => _site ?? throw new InvalidOperationException("The site is not up.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await MockSiteServer.StartAsync(
        new MockSiteOptions { Pages = Kills > UsualKills ? ManyPages : UsualPages, Seed = 4, Mappings = null }, Token);

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task R03_F03_ACrawlKilledAtRandomInstants_EndsAsIfNothingHadHappened()
    {
        var expected = await CrawlAsync("undisturbed", 0);
        var requests = Site.TotalRequests;
        var random = new Random(Seed);
        var killed = 0;

        // A site is soon crawled, so many kills take many crawls. Instants are told by what the site was asked, not by a clock:
        // so they spread over the whole crawl on any machine.
        for (var crawl = 0; killed < Kills; crawl++)
        {
            var name = $"crawl-{crawl}";
            var begin = Site.TotalRequests;
            var instants = Enumerable.Range(0, Math.Min(10, Kills - killed)).Select(_ => begin + random.NextInt64(requests)).Order().ToList();
            foreach (var instant in instants)
            {
                using var process = CrawlerProcess.Start(ArgumentsFor(name));
                while (Site.TotalRequests < instant && !process.HasExited)
                {
                    await Task.Delay(LookInterval, TimeProvider.System, Token);
                }

                process.Kill();
                await process.WaitAsync();
                killed++;
            }

            AssertEqual(expected, await CrawlAsync(name, 0), $"{name}, killed at {string.Join(", ", instants.Select(instant => instant - begin))} of {requests} requests");
        }
    }

    [Fact]
    public async Task R03_F03_ACrawlKilledAtEveryFaultPoint_EndsAsIfNothingHadHappened()
    {
        var expected = await CrawlAsync("undisturbed", 0);
        var random = new Random(Seed);

        // The first pass kills at the first hit of each place, later ones at a random one; a place that is not hit so often
        // lets the crawl end, and the next place begins another.
        for (var pass = 0; pass < Math.Max(1, Kills / 50); pass++)
        {
            var name = $"pass-{pass}";
            var places = Enum.GetValues<FaultPoint>();
            foreach (var place in places)
            {
                var count = pass == 0 ? 1 : random.Next(1, 20);
                using var process = CrawlerProcess.Start(ArgumentsFor(name), $"{place}:{count}");
                var exitCode = await process.WaitAsync();
                Assert.True(pass > 0 || exitCode == 128 + 9, $"{place} was not reached: {await process.ReadAllAsync()}");
            }

            AssertEqual(expected, await CrawlAsync(name, 0), name);
        }
    }

    [Fact]
    public async Task R07_ACrawlInterruptedAndResumed_EndsAsIfNothingHadHappened()
    {
        var expected = await CrawlAsync("undisturbed", 0);

        // One fetch at a time and a tenth of the way: the crawl cannot be over before the signal arrives.
        var early = Site.TotalRequests + (Site.TotalRequests / 10);
        using var process = CrawlerProcess.Start([.. ArgumentsFor("interrupted"), "--concurrency", "1"]);
        while (Site.TotalRequests < early && !process.HasExited)
        {
            await Task.Delay(LookInterval, TimeProvider.System, Token);
        }

        process.Interrupt();
        Assert.True(await process.WaitAsync() == 130, await process.ReadAllAsync());

        AssertEqual(expected, await CrawlAsync("interrupted", 0), "interrupted");
    }

    [Fact]
    public async Task Resume_OfACompleteCrawl_SaysSoAndExits0()
    {
        await CrawlAsync("complete", 0);
        using var process = CrawlerProcess.Start(["resume", PathOf("complete")]);

        Assert.Equal(0, await process.WaitAsync());
        Assert.Contains("is complete: there is nothing left to do.", await process.ReadAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OfADirectoryWithoutACrawl_SaysSoAndExits2()
    {
        using var process = CrawlerProcess.Start(["resume", _folder.FullName]);

        Assert.Equal(2, await process.WaitAsync());
        Assert.Contains("holds no crawl", await process.ReadAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F05_Resume_WhileTheCrawlRuns_NamesItsOwnerAndExits2()
    {
        using var running = CrawlerProcess.Start(["crawl", Site.BaseAddress.AbsoluteUri, "--allow-private", "--delay", "1", "-o", PathOf("running")]);
        while (Site.TotalRequests == 0 && !running.HasExited)
        {
            await Task.Delay(LookInterval, TimeProvider.System, Token);
        }

        using var second = CrawlerProcess.Start(["resume", PathOf("running")]);

        Assert.Equal(2, await second.WaitAsync());
        Assert.Contains($"is in use by process {running.Id} ", await second.ReadAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaxPages_OfAKilledAndResumedCrawl_IsKeptExactly()
    {
        using (var process = CrawlerProcess.Start(ArgumentsFor("limited", maxPages: 60), $"{FaultPoint.CommitEnded}:5"))
        {
            Assert.Equal(128 + 9, await process.WaitAsync());
        }

        var result = await CrawlAsync("limited", 0);

        Assert.Equal(60, result.Pages.Count(page => page.Contains("\"page\"", StringComparison.Ordinal)));
    }

    private static int? ReadNumber(string variable) => Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void AssertEqual(CrawlResult expected, CrawlResult actual, string what)
    {
        Assert.True(actual.State == "complete", $"{what}: {actual.State}");
        Assert.True(actual.Ids.Count == actual.Ids.Distinct().Count(), $"{what}: an id is double");
        Assert.Equal(expected.Pages, actual.Pages);
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Media, actual.Media);
        Assert.Equal(expected.Files, actual.Files);
        Assert.Equal(expected.Summary, actual.Summary);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Begins a crawl, or goes on with it where it was begun.</summary>
    private IEnumerable<string> ArgumentsFor(string name, int maxPages = 0) => File.Exists(Path.Combine(PathOf(name), "crawl.json"))
        ? ["resume", PathOf(name), "-q"]
        :
        [
            "crawl", Site.BaseAddress.AbsoluteUri, "-q", "-o", PathOf(name), "--allow-private", "--delay", "0", "--per-host", "8", "--max-pages",
            maxPages.ToString(CultureInfo.InvariantCulture), "--max-depth", "0", "--workers", "2", "--save-links", "--format", "jsonl,csv",
        ];

    private async Task<CrawlResult> CrawlAsync(string name, int exitCode)
    {
        using var process = CrawlerProcess.Start(ArgumentsFor(name));
        Assert.True(await process.WaitAsync() == exitCode, await process.ReadAllAsync());
        return CrawlResult.Read(PathOf(name));
    }
}
