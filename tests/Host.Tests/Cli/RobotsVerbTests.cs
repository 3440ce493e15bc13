using System.Text.Json;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.MockSite;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class RobotsVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-test-");
    private readonly StringConsole _console = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Robots_OfPaths_SaysVerdictAndLineOfEach()
    {
        await using var site = await StartAsync("User-agent: *\nDisallow: /private\n\nUser-agent: ExampleBot\nCrawl-delay: 2\nAllow: /\u001b[2J");

        Assert.Equal(0, await RunAsync(site, "/private/x", "/open"));

        Assert.Equal(
            [
                $"{site.BaseAddress}robots.txt for AsyncCrawler: 1 lines",
                "disallowed  /private/x  (line 2: Disallow: /private)",
                "allowed     /open  (no line matches)",
            ],
            Lines);
    }

    [Fact]
    public async Task Robots_ForAnotherAgent_IsThatAgentsAndEscaped()
    {
        await using var site = await StartAsync("User-agent: *\nDisallow: /\n\nUser-agent: ExampleBot\nCrawl-delay: 2\nAllow: /\u001b[2J");

        Assert.Equal(0, await RunAsync(site, "/%1B[2Jx", "--agent", "examplebot/2.0"));

        Assert.Equal([$"{site.BaseAddress}robots.txt for examplebot: 1 lines", "crawl-delay 2 s", @"allowed     /%1B[2Jx  (line 6: Allow: /\u{1b}[2J)"], Lines);
    }

    [Fact]
    public async Task Robots_AsJson_IsALineForTheFileAndOneForEachPath()
    {
        await using var site = await StartAsync("User-agent: *\nDisallow: /private\nSitemap: /s.xml");

        Assert.Equal(0, await RunAsync(site, "/private", "--json"));

        var records = Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(("robots", 200, "/s.xml"), (records[0].GetProperty("type").GetString(), records[0].GetProperty("status").GetInt32(), records[0].GetProperty("sitemaps")[0].GetString()));
        Assert.Equal((false, 2), (records[1].GetProperty("allowed").GetBoolean(), records[1].GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Robots_ThatCannotBeHad_ForbidsEverythingAndIsToldByTheExitCode()
    {
        Assert.Equal(1, await CommandLine.RunAsync(["robots", "http://127.0.0.1:1/", "--allow-private"], _console.Console));

        Assert.Contains("cannot be had: connect-failed", Lines[0], StringComparison.Ordinal);
        Assert.Equal("disallowed  /  (unreachable)", Lines[1]);
    }

    [Fact]
    public async Task Robots_OfASiteWithoutOne_AllowsEverything()
    {
        await using var site = await StartAsync(null);

        Assert.Equal(0, await RunAsync(site));

        Assert.Equal("allowed     /  (no line matches)", Lines[1]);
    }

    private string[] Lines => _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RunAsync(MockSiteServer site, params string[] arguments) =>
        CommandLine.RunAsync(["robots", site.BaseAddress.AbsoluteUri, .. arguments, "--allow-private"], _console.Console);

    private async Task<MockSiteServer> StartAsync(string? robots)
    {
        if (robots is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "robots.txt"), robots, TestContext.Current.CancellationToken);
        }

        return await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0, Root = _folder.FullName, Mappings = null }, TestContext.Current.CancellationToken);
    }
}
