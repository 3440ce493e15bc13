using System.Text.Json;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class SitemapVerbTests
{
    private readonly StringConsole _console = new();

    [Fact]
    public async Task Sitemap_OfTheGeneratedWeb_ListsItsPages()
    {
        await using var site = await StartAsync();

        Assert.Equal(0, await RunAsync(new Uri(site.BaseAddress, "sitemap.xml").AbsoluteUri));

        var graph = site.Graph ?? throw new InvalidOperationException("The site has no graph.");
        Assert.Equal(graph.ReachablePages.Select(page => new Uri(site.BaseAddress, page).AbsoluteUri).Order(StringComparer.Ordinal), Lines.Order(StringComparer.Ordinal));
        Assert.Contains($"{graph.ReachablePages.Count} pages", _console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sitemap_AsJson_EndsWithALineAboutTheFile()
    {
        await using var site = await StartAsync();

        Assert.Equal(0, await RunAsync(new Uri(site.BaseAddress, "sitemap.xml").AbsoluteUri, "--json"));

        Assert.Equal("page", JsonElement.Parse(Lines[0]).GetProperty("type").GetString());
        Assert.Equal("ok", JsonElement.Parse(Lines[^1]).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("no-such.xml", "status 404")]
    [InlineData("", "No sitemap")]
    public async Task Sitemap_ThatIsNone_IsToldByLineAndExitCode(string path, string reason)
    {
        await using var site = await StartAsync();

        Assert.Equal(1, await RunAsync(new Uri(site.BaseAddress, path).AbsoluteUri));

        Assert.Contains(reason, Assert.Single(_console.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Lines);
    }

    [Fact]
    public async Task Sitemap_WithALongUrl_ShowsAllOfIt()
    {
        var url = $"http://127.0.0.1/{new string('x', 6_000)}";
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {url.Length}\r\n\r\n{url}");
        });

        Assert.Equal(0, await RunAsync(server.Url("/list.txt")));

        Assert.Equal([url], Lines);
    }

    private string[] Lines => _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RunAsync(string url, params string[] arguments) =>
        CommandLine.RunAsync(["sitemap", url, .. arguments, "--allow-private"], _console.Console);

    private static Task<MockSiteServer> StartAsync() =>
        MockSiteServer.StartAsync(new MockSiteOptions { Pages = 30, Mappings = null }, TestContext.Current.CancellationToken);
}
