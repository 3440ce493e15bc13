using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>One exchange that goes well.</summary>
public sealed class HttpPageFetcherTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\nX-Robots-Tag: noindex\r\nX-Robots-Tag: nofollow\r\n\r\nhello";

    [Fact]
    public async Task Fetch_OfAPage_GivesStatusTypeBodyHashAndRobots()
    {
        await using var server = RawServer.Answering(Hello);
        using var rig = FetchRig.For(server);

        var (outcome, body) = await rig.ReceiveAsync(server.Url("/a"));

        Assert.Equal(200, outcome.Status);
        Assert.True(outcome.IsSuccess);
        Assert.False(outcome.IsTruncated);
        Assert.Equal("text/html; charset=utf-8", outcome.ContentType);
        Assert.Equal(["noindex", "nofollow"], outcome.RobotsTags);
        Assert.Equal("hello", Encoding.ASCII.GetString(body));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("hello"u8)), outcome.Sha256);
        Assert.Equal(ManualTimeProvider.DefaultStart, outcome.StartedAt);
    }

    [Fact]
    public async Task Request_OfAPage_SaysWhoWeAreAndNothingElse()
    {
        string? request = null;
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.SendAsync(Hello);
        });
        using var rig = FetchRig.For(server, options => options.Contact = "https://crawler.example/why");

        await rig.ReceiveAsync(server.Url("/%7Ea/./b|c?q='%2f"));

        Assert.Equal(
            $"GET /%7Ea/b|c?q=%27%2f HTTP/1.1\r\nHost: {server.EndPoint}\r\nUser-Agent: AsyncCrawler/0.1.0 (+https://crawler.example/why)\r\n"
            + "Accept: text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n",
            request);
    }

    [Fact]
    public async Task Request_WithOptions_SendsLanguageHeadersAndWantsImages()
    {
        string? request = null;
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.SendAsync(Hello);
        });
        using var rig = FetchRig.For(server, options =>
        {
            options.UserAgent = "Mine/1 (x)";
            options.AcceptLanguage = "en, de;q=0.5";
            options.Headers["X-Team"] = "blue";
        });

        await rig.ReceiveAsync(server.Url(), ResourceKind.Image);

        Assert.NotNull(request);
        Assert.Contains("\r\nUser-Agent: Mine/1 (x)\r\n", request);
        Assert.Contains("\r\nAccept: image/avif, image/webp, image/*, */*;q=0.5\r\n", request);
        Assert.Contains("\r\nAccept-Language: en, de;q=0.5\r\n", request);
        Assert.Contains("\r\nX-Team: blue\r\n", request);
    }

    [Fact]
    public async Task D13_UserinfoInAUrl_IsNotSent()
    {
        string? request = null;
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.SendAsync(Hello);
        });
        using var rig = FetchRig.For(server);

        var (outcome, _) = await rig.ReceiveAsync(server.Url().Replace("http://", "http://user:secret@", StringComparison.Ordinal));

        Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", outcome.Lease.Item.Url.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S6_CookiesOfAResponse_AreNotSentBack()
    {
        List<string> requests = [];
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                requests.Add(request);
                await connection.SendAsync("HTTP/1.1 200 OK\r\nSet-Cookie: id=1; Path=/\r\nContent-Length: 0\r\n\r\n");
            }
        });
        using var rig = FetchRig.For(server);

        await rig.ReceiveAsync(server.Url("/1"));
        await rig.ReceiveAsync(server.Url("/2"));

        Assert.Equal(2, requests.Count);
        Assert.DoesNotContain("Cookie", requests[1], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, server.ConnectionCount);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(503)]
    [InlineData(999)]
    public async Task Status_OfAnError_ComesWithoutItsBody(int status)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 {status} No\r\nContent-Length: 4\r\nContent-Type: text/plain\r\n\r\noops");
        using var rig = FetchRig.For(server);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(status, outcome.Status);
        Assert.Equal("text/plain", outcome.ContentType);
        Assert.Empty(body);
        Assert.Null(outcome.Sha256);
        Assert.False(outcome.IsSuccess);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    public async Task Status_ThatIsNoRedirect_IsReceivedAlthoughItHasALocation(int status)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nLocation: /other\r\n\r\n");
        using var rig = FetchRig.For(server);

        var (outcome, _) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(status, outcome.Status);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("99999999", 365 * 24 * 3600)]
    [InlineData("Sat, 31 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Sat, 31 Jan 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task N21_RetryAfter_IsReadFromAnError(string field, int? seconds)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 503 Busy\r\nRetry-After: {field}\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var (outcome, _) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(seconds is { } known ? TimeSpan.FromSeconds(known) : null, outcome.RetryAfter);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_IsAnException()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);
        using var stop = new CancellationTokenSource();
        var fetch = rig.FetchAsync(server.Url(), stop.Token);
        await asked.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Fact]
    public async Task Cancellation_WhileABodyComesIn_IsAnExceptionAndGivesTheBufferBack()
    {
        var answered = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            answered.SetResult();
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);
        using var stop = new CancellationTokenSource();
        var fetch = rig.FetchAsync(server.Url(), stop.Token);
        await answered.Task;
        await rig.Time.WaitForTimersAsync(2);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Fact]
    public async Task Body_ThatIsDisposed_GivesItsBytesBackToTheBudgetOnce()
    {
        await using var server = RawServer.Answering(Hello);
        using var rig = FetchRig.For(server);
        var received = Assert.IsType<FetchOutcome.Received>(await rig.FetchAsync(server.Url()));
        var other = Assert.IsType<FetchOutcome.Received>(await rig.FetchAsync(server.Url()));
        var held = rig.Budget.Reserved;

        received.Body.Dispose();
        received.Body.Dispose();

        Assert.True(held > 0);
        Assert.Equal(held / 2, rig.Budget.Reserved);
        other.Body.Dispose();
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Fact]
    public async Task S10_FieldsOfOneResponse_AreNotSentToTheNextHost()
    {
        List<string> requests = [];
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                requests.Add(request);
                await connection.SendAsync("HTTP/1.1 200 OK\r\nETag: \"x1\"\r\nX-Secret: planted\r\nContent-Length: 0\r\n\r\n");
            }
        });
        using var rig = FetchRig.For(server);
        rig.Names.Add("a.test", "127.0.0.1");
        rig.Names.Add("b.test", "127.0.0.1");

        await rig.ReceiveAsync($"http://a.test:{server.EndPoint.Port}/");
        await rig.ReceiveAsync($"http://b.test:{server.EndPoint.Port}/");

        Assert.Equal(2, requests.Count);
        Assert.DoesNotContain("planted", requests[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Referer", requests[1], StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"\r\nHost: b.test:{server.EndPoint.Port}\r\n", requests[1]);
    }

    [Fact]
    public async Task Telemetry_OfAFetch_NamesItsOutcomeAndSendsNoTraceHeader()
    {
        string? request = null;
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.SendAsync(Hello);
        });
        using var rig = FetchRig.For(server);
        var url = server.Url();
        List<string?> outcomes = [];
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "crawler.fetch.duration" && ReferenceEquals(instrument.Meter, rig.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => outcomes.Add(tags[0].Value as string));
        meters.Start();
        var spans = new List<Activity>();
        using var tracer = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CrawlerTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(tracer);

        await rig.ReceiveAsync(url);

        Assert.Equal(["2xx"], outcomes);
        lock (spans)
        {
            Assert.Contains(spans, span => span.OperationName == "crawler.fetch" && url.Equals(span.GetTagItem("url.full")));
        }

        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task HostName_ThatThePlatformCannotSendTo_IsAFailureAndNotACrash()
    {
        using var rig = FetchRig.For(_ => { }, 80);

        var outcome = await rig.FailAsync("http://" + string.Join('.', Enumerable.Repeat("a", 1_000)) + "/");

        Assert.Contains(outcome.Reason, new[] { FetchFailureReason.DnsNotFound, FetchFailureReason.Unexpected });
    }
}
