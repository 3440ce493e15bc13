using System.Net.Http.Json;
using System.Text.Json;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The service as a process, and a client of it. Disposing kills it.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private const string Greeting = "Listening on ";

    // Without progress; a long crawl may take as long as it likes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly AsyncCrawlerProcess _process;
    private readonly HttpClient _client;

    private ServiceProcess(AsyncCrawlerProcess process, Uri address)
    {
        _process = process;
        _client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
    }

    /// <summary>All that it said.</summary>
    public string AllText => _process.AllText;

    public HttpClient Client => _client;

    public int Id => _process.Id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<ServiceProcess> StartAsync(string data, params IEnumerable<string> arguments) =>
        ConnectAsync(AsyncCrawlerProcess.Start([.. ArgumentsOf(data), .. arguments]));

    /// <summary>Starts it with so many file descriptors to have.</summary>
    public static Task<ServiceProcess> StartWithDescriptorsAsync(int limit, string data) =>
        ConnectAsync(AsyncCrawlerProcess.StartInShell($"ulimit -n {limit}; exec \"$0\" \"$@\"", ArgumentsOf(data)));

    public void Signal(string name) => _process.Signal(name);

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> WaitAsync() => _process.WaitAsync();

    public IReadOnlyList<int> Children() => _process.Children();

    public async Task<string> CreateAsync(object crawl)
    {
        using var response = await _client.PostAsJsonAsync("/api/v1/crawls", crawl, Token);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True((int)response.StatusCode == 201, body.ToString());
        return body.GetProperty("id").GetString() ?? "";
    }

    /// <summary>An answer; where there is none, the test fails with what the service said.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        try
        {
            return await _client.GetFromJsonAsync<JsonElement>(path, Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new InvalidOperationException($"No answer to {path}: {e.Message}\n{AllText}", e);
        }
    }

    /// <summary>Looks at a crawl until it is as it should be.</summary>
    public async Task<JsonElement> WaitForAsync(string id, Func<JsonElement, bool> isMet)
    {
        var (begin, pages) = (TimeProvider.System.GetTimestamp(), -1L);
        while (true)
        {
            var crawl = await GetAsync($"/api/v1/crawls/{id}");
            if (isMet(crawl))
            {
                return crawl;
            }

            if (crawl.GetProperty("progress").GetProperty("pages").GetInt64() is var now && now != pages)
            {
                (begin, pages) = (TimeProvider.System.GetTimestamp(), now);
            }

            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, $"{crawl}\n{AllText}");
            await Task.Delay(LookInterval, TimeProvider.System, Token);
        }
    }

    public Task<JsonElement> WaitForStateAsync(string id, params string[] states) => WaitForAsync(id, crawl => states.Contains(crawl.GetProperty("state").GetString()));

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }

    private static string[] ArgumentsOf(string data) =>
        ["serve", "--listen", "127.0.0.1:0", "--data", data, "--allow-private", "--workers", "2", "-s", "Parsing:WarmSpares=0", "-s", "Service:RequestsPerSecond=100000"];

    private static async Task<ServiceProcess> ConnectAsync(AsyncCrawlerProcess process)
    {
        await process.WaitForLineAsync(Greeting);
        var line = process.Errors.First(text => text.Contains(Greeting, StringComparison.Ordinal));
        return new ServiceProcess(process, new Uri(line[Greeting.Length..].Split(' ')[0]));
    }
}
