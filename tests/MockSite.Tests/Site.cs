using System.Net.Sockets;
using System.Text;

namespace AsyncCrawler.MockSite.Tests;

/// <summary>A running mock site and clients for it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };

    private Site(MockSiteServer server)
    {
        Server = server;
        Client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = server.BaseAddress };
    }

    public MockSiteServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<Site> StartAsync(MockSiteOptions options) =>
        new(await MockSiteServer.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>A site of stubs alone, whose delays take no time.</summary>
    public static Task<Site> OfStubsAsync(string folder, TimeProvider? time = null) =>
        StartAsync(new MockSiteOptions { Pages = 0, Mappings = folder, TimeProvider = time ?? new ImmediateTimeProvider() });

    public static Task<Site> OfFolderAsync(string folder) =>
        StartAsync(new MockSiteOptions { Pages = 0, Mappings = null, Root = folder });

    public static Task<Site> OfGraphAsync(int pages, int seed = 1) =>
        StartAsync(new MockSiteOptions { Pages = pages, Seed = seed, Mappings = null });

    public Task<HttpResponseMessage> GetAsync(string target) => SendAsync(HttpMethod.Get, target);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, target);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request line that no HTTP client would send, and returns all bytes of the answer.</summary>
    public async Task<string> SendRawAsync(string requestLine)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Server.BaseAddress.Host, Server.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"{requestLine}\r\nHost: localhost\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Server.DisposeAsync();
    }
}
