using System.Net.Http.Json;
using System.Text.Json;
using AsyncCrawler.Host.Api;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>The service in this process, on a free port, with a data directory of its own; and a client.</summary>
internal sealed class ServiceScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-service-");
    private readonly StringWriter _log = new();
    private readonly ServiceHost _host;

    private ServiceScene(Action<ServeOptions>? configure, IEnumerable<SettingEntry> engine)
    {
        var options = new ServeOptions();
        options.Service.Listen = "127.0.0.1:0";
        options.Service.RequestsPerSecond = 1_000_000;
        configure?.Invoke(options);
        options.Service.DataDirectory = Path.Combine(_folder.FullName, "data");
        IReadOnlyList<SettingEntry> layer =
        [
            new("Fetch:AllowPrivateNetworks", "true", "test"), new("Parsing:Workers", "1", "test"), new("Parsing:WarmSpares", "0", "test"), .. engine,
        ];
        _host = ServiceHost.Build(options, [layer], TimeProvider.System, new JsonLogProvider(_log, TimeProvider.System), LogLevel.Debug);
    }

    public HttpClient Client { get; private set; } = new(new SocketsHttpHandler());

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public IServiceProvider Services => _host.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ServiceScene> StartAsync(Action<ServeOptions>? configure = null, params IEnumerable<SettingEntry> engine)
    {
        var scene = new ServiceScene(configure, engine);
        await scene._host.StartAsync(Token);
        scene.Client.BaseAddress = new Uri(scene._host.Address);
        return scene;
    }

    /// <summary>Sends a request and reads the answer.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Creates a crawl that the service must accept.</summary>
    public async Task<string> CreateAsync(object body)
    {
        var (status, crawl) = await SendAsync(HttpMethod.Post, "/api/v1/crawls", body);
        Assert.True(status == 201, crawl.ToString());
        return crawl.GetProperty("id").GetString() ?? "";
    }

    /// <summary>Looks at a crawl until it is in one of the states.</summary>
    public async Task<JsonElement> WaitAsync(string id, params string[] states)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (_, crawl) = await GetAsync($"/api/v1/crawls/{id}");
            if (states.Contains(crawl.GetProperty("state").GetString()))
            {
                return crawl;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, $"The crawl never was {string.Join(" or ", states)}: {crawl}\n{Log}");
            await Task.Delay(LookInterval, TimeProvider.System, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        await _log.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
