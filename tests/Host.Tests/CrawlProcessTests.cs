using System.Text.Json;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests;

public sealed class CrawlProcessTests : IAsyncLifetime
{
    // One parser and no spare start sooner, and nothing here is about the pool.
    private static readonly string[] Small = ["--allow-private", "--workers", "1", "-s", "Parsing:WarmSpares=0"];

    // At a request a second the site lasts longer than any test.
    private static readonly string[] Slowly = [.. Small, "--delay", "1", "--max-pages", "0"];
    private static readonly string[] Quickly = [.. Small, "--delay", "0", "--per-host", "8"];

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"asynccrawler-crawl-{Guid.NewGuid():n}");
    private MockSiteServer? _site;

    private string Seed => _site?.BaseAddress.AbsoluteUri ?? throw new InvalidOperationException("The site is not up.");

    public async ValueTask InitializeAsync() =>
        _site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 200 }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task Crawl_OfASite_KeepsItsPagesAndPrintsASummary()
    {
        using var crawl = AsyncCrawlerProcess.Start(["crawl", Seed, .. Quickly, "--max-pages", "15", "--no-images", "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 0, crawl.AllText);
        Assert.Contains("Crawl directory: " + _directory, crawl.Output);
        Assert.Equal(15, File.ReadLines(Path.Combine(_directory, "pages.jsonl")).Count());
        Assert.Empty(crawl.Errors);
    }

    [Fact]
    public async Task Crawl_WhenQuiet_SaysNothing()
    {
        using var crawl = AsyncCrawlerProcess.Start(["crawl", Seed, .. Quickly, "--seeds-only", "--no-images", "-q", "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 0, crawl.AllText);
        Assert.Empty(crawl.Output);
        Assert.Empty(crawl.Errors);
    }

    [Fact]
    public async Task Crawl_WhenASeedFails_Exits1()
    {
        using var crawl = AsyncCrawlerProcess.Start(["crawl", Seed + "no-such-page-at-all", .. Quickly, "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 1, crawl.AllText);
        Assert.Contains(crawl.Output, line => line.Contains("http-404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task U03_Crawl_WhenASeedIsTooLong_SaysSoAndExits1()
    {
        using var crawl = AsyncCrawlerProcess.Start(["crawl", Seed, Seed + new string('a', 3000), .. Quickly, "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 1, crawl.AllText);
        Assert.Contains(crawl.Errors, line => line.Contains("A seed is not crawled, as it is longer than 2083 characters", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/a", "redirect-loop")]
    [InlineData("/chain", "too-many-redirects")]
    public async Task D10_Crawl_WhenASeedRedirectsForEver_Exits1(string path, string reason)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var asked = request.Split(' ')[1];
                await connection.SendAsync($"HTTP/1.1 302 Found\r\nLocation: {asked switch { "/a" => "/b", "/b" => "/a", _ => asked + "x" }}\r\nContent-Length: 0\r\n\r\n");
            }
        });
        using var crawl = AsyncCrawlerProcess.Start(["crawl", server.Url(path), .. Quickly, "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 1, crawl.AllText);
        Assert.Contains(crawl.Output, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Crawl_OfAPrivateAddressWithoutPermission_FailsTheSeed()
    {
        using var crawl = AsyncCrawlerProcess.Start("crawl", Seed, "-o", _directory);

        Assert.True(await crawl.WaitAsync() == 1, crawl.AllText);
        Assert.Contains(crawl.Output, line => line.Contains("blocked-", StringComparison.Ordinal));
        Assert.Equal(0, _site?.TotalRequests);
    }

    [Fact]
    public async Task Crawl_WithSeedsOnStandardInput_ReadsThem()
    {
        using var crawl = AsyncCrawlerProcess.StartInShell(
            """printf '%s\nnot a url\n' "$1" | "$0" crawl --seeds - --seeds-only --no-images --allow-private -o "$2" """, Seed, _directory);

        Assert.True(await crawl.WaitAsync() == 0, crawl.AllText);
        Assert.Equal("warning: standard input line 2: 'not a url' is no absolute http or https URL; skipped.", Assert.Single(crawl.Errors));
    }

    [Fact]
    public async Task Crawl_WhenItsTimeIsOver_IsDone()
    {
        // Time for robots.txt, the delay after it, and a page, also on a busy machine.
        using var crawl = AsyncCrawlerProcess.Start(["crawl", Seed, .. Slowly, "--max-time", "5s", "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 0, crawl.AllText);
        Assert.NotEmpty(File.ReadLines(Path.Combine(_directory, "pages.jsonl")));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Q07_Crawl_OnASignal_DrainsAndExits130(string signal)
    {
        using var crawl = await StartAndWaitForProgressAsync();
        crawl.Signal(signal);

        Assert.True(await crawl.WaitAsync() == 130, crawl.AllText);
        Assert.Contains(crawl.Errors, line => line.StartsWith("Stopping: ", StringComparison.Ordinal));
        Assert.Equal("interrupted", StateOf(_directory));
    }

    [Fact]
    public async Task Q07_Crawl_OnASecondSignal_StopsAtOnce()
    {
        // The page under way takes ten times the patience of the test: only a cancelled crawl ends in time.
        var stubs = Directory.CreateTempSubdirectory("asynccrawler-stubs-").FullName;
        Directory.CreateDirectory(Path.Combine(stubs, "mappings"));
        await File.WriteAllTextAsync(
            Path.Combine(stubs, "mappings", "slow.json"),
            """{ "request": { "method": "GET", "url": "/slow" }, "response": { "status": 200, "fixedDelayMilliseconds": 600000 } }""",
            TestContext.Current.CancellationToken);
        await using var slow = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0, Mappings = stubs }, TestContext.Current.CancellationToken);
        using var crawl = AsyncCrawlerProcess.Start(
            ["crawl", slow.BaseAddress + "slow", .. Small, "-o", _directory, "-s", "Pipeline:DrainTimeout=1h", "-s", "Fetch:TotalTimeout=1h",
            "-s", "Fetch:LeastProgressWindow=10m", "--json"]);
        await crawl.WaitForLineAsync("\"fetching\":1");

        crawl.Signal("INT");
        await crawl.WaitForLineAsync("Stopping: ");
        crawl.Signal("INT");

        Assert.True(await crawl.WaitAsync() == 130, crawl.AllText);
        Assert.Contains("Stopping at once.", crawl.Errors);
        Assert.Equal("interrupted", StateOf(_directory));
        Directory.Delete(stubs, recursive: true);
    }

    [Fact]
    public async Task F09_Crawl_WhenNobodyReadsItsOutput_EndsCleanly()
    {
        using var crawl = AsyncCrawlerProcess.StartInShell(
            """ "$0" crawl "$1" --allow-private --delay 1 --json -o "$2" | head -n 1; exit "${PIPESTATUS[0]}" """, Seed, _directory);

        Assert.True(await crawl.WaitAsync() == 130, crawl.AllText);
        Assert.StartsWith("{\"type\":\"progress\"", Assert.Single(crawl.Output), StringComparison.Ordinal);
        Assert.Empty(crawl.Errors);
        Assert.Equal("interrupted", StateOf(_directory));
    }

    [Theory]
    [InlineData("explain", "http://example.com/", "--offline")]
    [InlineData("crawl", "--help")]
    public async Task F09_Verb_WhenNobodyReadsItsOutput_SaysNothing(params string[] arguments)
    {
        using var verb = AsyncCrawlerProcess.StartInShell(""" "$0" "$@" | true; exit "${PIPESTATUS[0]}" """, arguments);

        Assert.True(await verb.WaitAsync() == 0, verb.AllText);
        Assert.Empty(verb.Errors);
    }

    [Theory]
    [InlineData("--json --delay 1", "interrupted")] // A progress line does not fit: there is no sense in going on.
    [InlineData("--seeds-only --no-images --delay 0", "complete")] // Only the summary does not fit.
    public async Task F09_Crawl_WhenStandardOutputIsFull_SaysSoAndExits3(string options, string state)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full on this system.");
        using var crawl = AsyncCrawlerProcess.StartInShell(
            $""" "$0" crawl "$1" --allow-private {options} -o "$2" > /dev/full """, Seed, _directory);

        Assert.True(await crawl.WaitAsync() == 3, crawl.AllText);
        Assert.Single(crawl.Errors, line => line.Contains("No space left", StringComparison.Ordinal));
        Assert.Equal(state, StateOf(_directory));
    }

    [Fact]
    public async Task Crawl_WithAnOutputDirectoryThatCannotBeMade_Exits2()
    {
        // Also root cannot make a directory in /proc.
        using var crawl = AsyncCrawlerProcess.Start("crawl", Seed, "-o", "/proc/crawl");

        Assert.True(await crawl.WaitAsync() == 2, crawl.AllText);
        Assert.Contains("/proc/crawl", Assert.Single(crawl.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_WithoutTheWorkersBinary_Exits4()
    {
        using var crawl = AsyncCrawlerProcess.Start("crawl", Seed, "-o", _directory, "-s", "Parsing:WorkerPath=/nope");

        Assert.True(await crawl.WaitAsync() == 4, crawl.AllText);
        Assert.Contains("/nope", Assert.Single(crawl.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P02_Crawl_WithoutAFolderForTemporaryFiles_NamesItAndExits4()
    {
        using var crawl = AsyncCrawlerProcess.StartInShell("TMPDIR=/nonexistent/tmp exec \"$0\" \"$@\"", ["crawl", Seed, .. Quickly, "-o", _directory]);

        Assert.True(await crawl.WaitAsync() == 4, crawl.AllText);
        Assert.Contains(crawl.Errors, line => line.Contains("no folder can be made in /nonexistent/tmp/", StringComparison.Ordinal) && line.EndsWith("Set TMPDIR to a folder that can be written to.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Crawl_WithOptionsFromEveryLayer_TakesTheStrongest()
    {
        Directory.CreateDirectory(_directory);
        var config = Path.Combine(_directory, "config.json");
        await File.WriteAllTextAsync(
            config, """{ "Frontier": { "MaxPages": 3, "MaxDepth": 7 }, "Pipeline": { "Concurrency": 5 } }""", TestContext.Current.CancellationToken);
        var output = Path.Combine(_directory, "out");
        using var crawl = AsyncCrawlerProcess.StartInShell(
            """ASYNCCRAWLER__Pipeline__Concurrency=6 ASYNCCRAWLER__Frontier__MaxPages=2 "$0" crawl "$1" --config "$2" -o "$3" --max-pages 1 --allow-private --no-images""",
            Seed, config, output);

        Assert.True(await crawl.WaitAsync() == 0, crawl.AllText);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "crawl.json"), TestContext.Current.CancellationToken));
        var options = manifest.RootElement.GetProperty("options");
        Assert.Equal(1, options.GetProperty("frontier").GetProperty("maxPages").GetInt64());
        Assert.Equal(7, options.GetProperty("frontier").GetProperty("maxDepth").GetInt64());
        Assert.Equal(6, options.GetProperty("pipeline").GetProperty("concurrency").GetInt64());
    }

    private async Task<AsyncCrawlerProcess> StartAndWaitForProgressAsync()
    {
        var crawl = AsyncCrawlerProcess.Start(["crawl", Seed, .. Slowly, "--json", "-o", _directory]);
        await crawl.WaitForLineAsync("\"type\":\"progress\"");
        return crawl;
    }

    private static string? StateOf(string directory)
    {
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "summary.json")));
        return summary.RootElement.GetProperty("state").GetString();
    }
}
