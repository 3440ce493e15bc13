using System.Net;
using AsyncCrawler.Host.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Tests.Dashboard;

public sealed class DashboardEndpointsTests : IAsyncLifetime
{
    private readonly WebApplication _app = BuildApp();
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.MapDashboard();
        await _app.StartAsync(Cancellation);
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task EveryFile_OfTheDashboard_IsServedAsItIs()
    {
        foreach (var file in DashboardFiles.Read())
        {
            using var answer = await _http.GetAsync(AddressOf(file), Cancellation);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.ContentType, answer.Content.Headers.ContentType?.ToString());
            Assert.Equal(file.Content, await answer.Content.ReadAsByteArrayAsync(Cancellation));
        }
    }

    [Fact]
    public async Task S21_EveryFile_ComesWithThePolicyThatForbidsInlineScripts()
    {
        foreach (var file in DashboardFiles.Read())
        {
            using var answer = await _http.GetAsync(AddressOf(file), Cancellation);

            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task File_ThatTheBrowserHas_IsNotSentAgain()
    {
        using var first = await _http.GetAsync("/", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.True(first.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Path_ThatIsNoFile_IsNotFound()
    {
        using var answer = await _http.GetAsync("/index.html/../../asynccrawler.dll", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string AddressOf(DashboardFile file) => "/" + (file.Path == "index.html" ? "" : file.Path);

    private static WebApplication BuildApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
