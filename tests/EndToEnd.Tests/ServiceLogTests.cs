using System.Net.Http.Json;
using System.Text.Json;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The service while its own output goes nowhere.</summary>
public sealed class ServiceLogTests : IDisposable
{
    private const string Greeting = "Listening on ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-log-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task F09_ServiceWhoseLogNobodyReads_GoesOn()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 20, Mappings = null }, Token);
        using var service = AsyncCrawlerProcess.StartInShell(
            """ "$0" serve --listen 127.0.0.1:0 --data "$1" --allow-private --workers 1 -v 2>&1 | head -n 1 """, Path.Combine(_folder.FullName, "data"));
        await service.WaitForLineAsync(Greeting);
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(Assert.Single(service.Output)[Greeting.Length..].Split(' ')[0]) };

        using var created = await client.PostAsJsonAsync("/api/v1/crawls", new { seeds = new[] { site.BaseAddress }, options = new { delay = 0, maxDepth = 0 } }, Token);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString();
        using var events = await client.GetAsync(new Uri($"/api/v1/crawls/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);

        // The stream ends with the crawl.
        Assert.Contains("\"state\":\"finished\"", await events.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var end = await client.GetFromJsonAsync<JsonElement>($"/api/v1/crawls/{id}", Token);
        Assert.Equal(site.Graph?.ReachablePages.Count, end.GetProperty("progress").GetProperty("pages").GetInt32());
    }
}
