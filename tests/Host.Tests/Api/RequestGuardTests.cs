using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCrawler.Host.Api;

namespace AsyncCrawler.Host.Tests.Api;

public sealed class RequestGuardTests(PlainService plain) : IClassFixture<PlainService>
{
    private const string Crawls = "/api/v1/crawls";

    private static readonly string[] Seeds = ["http://127.0.0.1:9/"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    public async Task K03_RequestForAnotherHost_IsRefused(string host)
    {
        var service = plain.Scene;

        Assert.Equal(421, (await service.SendAsync(HttpMethod.Get, Crawls, null, ("Host", host))).Status);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task K03_RequestOfAForeignPage_IsRefusedAndChangesNothing(string origin)
    {
        var service = plain.Scene;

        var (status, _) = await service.SendAsync(HttpMethod.Post, Crawls, new { name = "foreign", seeds = Seeds }, ("Origin", origin));

        Assert.Equal(403, status);
        Assert.DoesNotContain((await service.GetAsync(Crawls)).Body.GetProperty("items").EnumerateArray(), crawl => crawl.GetProperty("name").GetString() == "foreign");
    }

    [Fact]
    public async Task K03_RequestOfOurOwnPage_IsTaken()
    {
        var service = plain.Scene;

        var origin = service.Client.BaseAddress?.GetLeftPart(UriPartial.Authority) ?? "";

        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, Crawls, null, ("Origin", origin))).Status);
    }

    [Fact]
    public async Task K03_Tokens_LetTheirBearersDoWhatTheirScopeSaysAndNoMore()
    {
        var (read, keptRead) = ApiToken.Create(TokenScope.Read);
        var (control, keptControl) = ApiToken.Create(TokenScope.Control);
        var (admin, keptAdmin) = ApiToken.Create(TokenScope.Admin);
        await using var service = await ServiceScene.StartAsync(options =>
        {
            options.Service.Tokens.Add(keptRead);
            options.Service.Tokens.Add(keptControl);
            options.Service.Tokens.Add(keptAdmin);
        });

        Assert.Equal(401, (await service.GetAsync(Crawls)).Status);
        Assert.Equal(401, (await AsAsync(read + "x", HttpMethod.Get, Crawls)).Status);
        Assert.Equal(401, (await AsAsync(keptRead, HttpMethod.Get, Crawls)).Status);
        Assert.Equal(200, (await AsAsync(read, HttpMethod.Get, Crawls)).Status);
        Assert.Equal(403, (await AsAsync(read, HttpMethod.Post, Crawls, new { seeds = Seeds })).Status);
        var (created, crawl) = await AsAsync(control, HttpMethod.Post, Crawls, new { seeds = Seeds, options = new { maxTime = 0 } });
        Assert.Equal(201, created);
        var path = $"{Crawls}/{crawl.GetProperty("id").GetString()}";
        Assert.Equal(403, (await AsAsync(control, HttpMethod.Delete, path)).Status);
        Assert.Contains((await AsAsync(admin, HttpMethod.Delete, path)).Status, (int[])[204, 409]);
        Assert.Equal(200, (await service.GetAsync("/health/live")).Status);
        Assert.Equal(401, (await service.GetAsync("/metrics")).Status);

        // O06: what a caller shows is in no log.
        Assert.DoesNotContain(admin, service.Log, StringComparison.Ordinal);

        Task<(int Status, System.Text.Json.JsonElement Body)> AsAsync(string token, HttpMethod method, string path, object? body = null) =>
            service.SendAsync(method, path, body, ("Authorization", $"Bearer {token}"));
    }

    [Fact]
    public async Task K03_BodyOf100Megabytes_IsRefusedWithoutBeingRead()
    {
        var service = plain.Scene;
        using var content = new StreamContent(new EndlessStream(100_000_000));
        content.Headers.ContentType = new("application/json");

        var status = await StatusOrClosedAsync(() => service.SendAsync(HttpMethod.Post, Crawls, content));

        Assert.Contains(status, (int?[])[413, null]);
        Assert.Equal(200, (await service.GetAsync("/health/live")).Status);
    }

    [Theory]
    [InlineData("deep")]
    [InlineData("twice")]
    [InlineData("cut")]
    [InlineData("array")]
    [InlineData("utf8")]
    [InlineData("surrogate")]
    public async Task K03_JsonThatIsNone_IsRefusedWithAReason(string kind)
    {
        var service = plain.Scene;
        byte[] body = kind switch
        {
            "deep" => Encoding.ASCII.GetBytes($$"""{"seeds":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}"""),
            "twice" => "{\"seeds\":[\"http://a.test/\"],\"seeds\":[]}"u8.ToArray(),
            "cut" => "{\"seeds\":"u8.ToArray(),
            "array" => "[]"u8.ToArray(),
            "surrogate" => "{\"name\":\"\\ud800\"}"u8.ToArray(),
            _ => [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");

        var (status, problem) = await service.SendAsync(HttpMethod.Post, Crawls, content);

        Assert.Equal(400, status);
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task K03_MillionSeeds_AreRefusedWithTheLimit()
    {
        await using var service = await ServiceScene.StartAsync(options => options.Service.MaxBodyBytes = 64 * 1024 * 1024);

        var (status, problem) = await service.SendAsync(HttpMethod.Post, Crawls, new { seeds = Enumerable.Repeat("http://a.test/", 1_000_000) });

        Assert.Equal(400, status);
        Assert.Contains("Jobs:MaxSeeds", problem.GetProperty("errors").GetProperty("seeds")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/crawls/AAAAAAAAAAAAAAAAAAAAAA", 404)]
    [InlineData("GET", "/api/v1/crawls/..%2f..%2fetc/pages", 404)]
    [InlineData("GET", "/api/v1/crawls/x/events", 404)]
    [InlineData("POST", "/api/v1/crawls/AAAAAAAAAAAAAAAAAAAAAA/pause", 404)]
    [InlineData("DELETE", "/api/v1/crawls/AAAAAAAAAAAAAAAAAAAAAA", 404)]
    [InlineData("GET", "/api/v1/crawls?state=5", 400)]
    [InlineData("GET", "/api/v1/crawls?state=sleeping", 400)]
    [InlineData("GET", "/api/v1/crawls?cursor=-1", 400)]
    [InlineData("GET", "/api/v1/crawls?limit=0", 400)]
    [InlineData("GET", "/api/v1/crawls?limit=x", 400)]
    [InlineData("PUT", "/api/v1/crawls", 405)]
    [InlineData("GET", "/nothing", 404)]
    public async Task K03_RequestsForWhatIsNotThere_AreAnsweredByProblems(string method, string path, int expected)
    {
        var service = plain.Scene;

        var (status, problem) = await service.SendAsync(new HttpMethod(method), path);

        Assert.Equal(expected, status);
        Assert.Equal(expected, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task K03_PostOfAnythingButJson_IsRefused()
    {
        var service = plain.Scene;
        using var form = new FormUrlEncodedContent([new("seeds", "http://a.test/")]);

        Assert.Equal(415, (await service.SendAsync(HttpMethod.Post, Crawls, form)).Status);
    }

    [Fact]
    public async Task K03_RequestsThatComeTooOften_AreToldToWait()
    {
        await using var service = await ServiceScene.StartAsync(options => options.Service.RequestsPerSecond = 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.GetAsync("/health/live")));

        Assert.Contains(answers, answer => answer.Status == 429);
        Assert.Contains(answers, answer => answer.Status == 200);
    }

    [Fact]
    public async Task FilesOfTheDashboard_AreNotCounted()
    {
        await using var service = await ServiceScene.StartAsync(options => options.Service.RequestsPerSecond = 1);

        foreach (var file in Host.Dashboard.DashboardFiles.Read())
        {
            Assert.Equal(200, (await service.GetAsync(file.Path == "index.html" ? "/" : $"/{file.Path}")).Status);
        }

        Assert.Equal(200, (await service.GetAsync(Crawls)).Status);
    }

    [Fact]
    public async Task K03_SlowHeaders_DoNotStopOthers()
    {
        var service = plain.Scene;
        var address = service.Client.BaseAddress ?? throw new InvalidOperationException();
        using var slow = new TcpClient();
        await slow.ConnectAsync(IPAddress.Loopback, address.Port, Token);
        await slow.GetStream().WriteAsync("POST /api/v1/crawls HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), Token);

        Assert.Equal(200, (await service.GetAsync(Crawls)).Status);
    }

    [Fact]
    public async Task K04_RequestForWhatOnlyTheConfigurationMaySay_IsRefusedWithEveryFault()
    {
        var service = plain.Scene;

        var (status, problem) = await service.SendAsync(HttpMethod.Post, Crawls, new
        {
            seeds = Seeds,
            output = "../../x",
            headers = new Dictionary<string, string> { ["X"] = "a\r\nB: c" },
            proxy = "http://127.0.0.66/",
            options = new Dictionary<string, object> { ["allowPrivate"] = true, ["userAgent"] = "x", ["Output:Directory"] = "/tmp", ["include"] = new[] { "(?<=a)b" } },
        });

        Assert.Equal(400, status);
        string[] expected = ["headers", "options.Output:Directory", "options.allowPrivate", "options.include[0]", "options.userAgent", "output", "proxy"];
        Assert.Equal(expected, problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    [Theory]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    public async Task K04_PatternThatCouldRunForLong_IsRefused(string pattern)
    {
        var (status, problem) = await plain.Scene.SendAsync(HttpMethod.Post, Crawls, new { seeds = Seeds, options = new { include = new[] { pattern } } });

        Assert.Equal(400, status);
        Assert.Equal("options.include[0]", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task K04_PatternThatBacktracks_CostsNothingHere()
    {
        var service = plain.Scene;
        await using var site = await MockSite.MockSiteServer.StartAsync(new MockSite.MockSiteOptions { Pages = 1, Mappings = null }, Token);
        var id = await service.CreateAsync(new { seeds = new[] { $"{site.BaseAddress}{new string('a', 1_800)}!" }, options = new { include = new[] { "(a+)+$" }, exclude = new[] { "b" } } });

        await service.WaitAsync(id, "finished");
    }

    [Fact]
    public async Task K03_CancelOfACrawlThatFinishes_ComesToAnEndEitherWay()
    {
        var service = plain.Scene;
        for (var i = 0; i < 10; i++)
        {
            var id = await service.CreateAsync(new { seeds = Seeds });
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => service.SendAsync(HttpMethod.Post, $"{Crawls}/{id}/cancel")));

            Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[202, 409]));
            await service.WaitAsync(id, "cancelled", "finished");
        }
    }

    private static async Task<int?> StatusOrClosedAsync(Func<Task<(int Status, System.Text.Json.JsonElement Body)>> send)
    {
        try
        {
            return (await send()).Status;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
