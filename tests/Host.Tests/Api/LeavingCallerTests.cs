using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCrawler.MockSite;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>Callers that go away in the middle of an answer, as a closed pipe does to the command line.</summary>
public sealed class LeavingCallerTests
{
    // More than the buffers between the service and its caller hold.
    private const int ExportBytes = 64 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F09_ExportThatNobodyReadsToItsEnd_LeavesTheCrawlAsItIs()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 5, Mappings = null }, Token);
        await using var service = await ServiceScene.StartAsync();
        var id = await service.CreateAsync(new { seeds = new[] { site.BaseAddress }, options = new { delay = 0 } });
        await service.WaitAsync(id, "finished");
        var records = Path.Combine(service.Data, "crawls", id, "pages.jsonl");
        await File.AppendAllLinesAsync(records, Enumerable.Repeat($"{{\"id\":\"{new string('0', 32)}\",\"text\":\"{new string('x', 1_000_000)}\"}}", ExportBytes / 1_000_000), Token);

        await LeaveAsync(service, $"/api/v1/crawls/{id}/export");

        using var whole = await service.Client.GetAsync(new Uri($"/api/v1/crawls/{id}/export", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(new FileInfo(records).Length, (await whole.Content.ReadAsByteArrayAsync(Token)).LongLength);
        Assert.DoesNotContain("\"level\":\"error\"", service.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F09_EventStreamThatIsLeft_GivesItsPlaceBackAndTheCrawlGoesOn()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 5, Mappings = null }, Token);
        await using var service = await ServiceScene.StartAsync(options => options.Service.MaxEventStreams = 1);
        var id = await service.CreateAsync(new { seeds = new[] { site.BaseAddress }, options = new { delay = 60 } });
        await service.WaitAsync(id, "running");

        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(service, id));
        }

        Assert.Equal("running", (await service.GetAsync($"/api/v1/crawls/{id}")).Body.GetProperty("state").GetString());
        Assert.DoesNotContain("\"level\":\"error\"", service.Log, StringComparison.Ordinal);
    }

    // The one place is free once the service has noticed that its reader left.
    private static async Task<HttpStatusCode> OpenAsync(ServiceScene service, string id)
    {
        while (true)
        {
            using var response = await service.Client.GetAsync(new Uri($"/api/v1/crawls/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
            if (response.StatusCode is not HttpStatusCode.ServiceUnavailable)
            {
                return response.StatusCode;
            }

            await Task.Yield();
        }
    }

    private static async Task LeaveAsync(ServiceScene service, string path)
    {
        var address = service.Client.BaseAddress ?? throw new InvalidOperationException();
        using var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, address.Port, Token);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Token);
        Assert.True(await caller.GetStream().ReadAsync(new byte[1], Token) == 1);

        // A reset, with most of the answer still to come.
        caller.LingerState = new LingerOption(enable: true, seconds: 0);
    }
}
