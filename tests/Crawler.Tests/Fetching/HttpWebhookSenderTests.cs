using System.Globalization;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Webhooks: URLs from callers, who are not to be trusted more than the web is.</summary>
public sealed class HttpWebhookSenderTests(Canary canary)
{
    private const string Done = "HTTP/1.1 204 No Content\r\n\r\n";

    [Fact]
    public async Task Message_ToAReceiver_ComesInWithItsFieldsAndNothingOfTheConfiguration()
    {
        var received = new TaskCompletionSource<string>();
        await using var server = new RawServer(async connection =>
        {
            received.SetResult(await ReadMessageAsync(connection));
            await connection.SendAsync(Done);
        });
        using var rig = FetchRig.For(server, options =>
        {
            options.Contact = "me@h.test";
            options.Headers["X-Team"] = "blue";
        });

        var outcome = await SendAsync(rig, server.Url("/hook?a=%7E"), new Dictionary<string, string> { ["X-Signature"] = "sha256=00" });

        var message = await received.Task;
        Assert.True(outcome.IsDelivered);
        Assert.Equal(204, outcome.Status);
        Assert.StartsWith("POST /hook?a=%7E HTTP/1.1\r\n", message, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", message, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Signature: sha256=00\r\n", message, StringComparison.Ordinal);
        Assert.Contains("(+me@h.test)", message, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Team", message, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{\"state\":\"finished\"}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.66")]
    [InlineData("2130706498")]
    [InlineData("[::ffff:127.0.0.66]")]
    [InlineData("[64:ff9b::7f00:42]")]
    [InlineData("0.0.0.0")]
    [InlineData("hook.test")]
    public async Task D08_WebhookToTheCanary_IsBlocked(string host)
    {
        using var rig = FetchRig.For(_ => { }, canary.Port);
        rig.Names.Add("hook.test", "127.0.0.1", "127.0.0.66");

        var outcome = await SendAsync(rig, $"http://{host}:{canary.Port}/");

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        Assert.False(outcome.IsDelivered);
        await canary.AssertUntouchedAsync();
    }

    [Fact]
    public async Task D08_RedirectOfAWebhookToTheCanary_IsNotFollowed()
    {
        await using var server = new RawServer(async connection =>
        {
            await ReadMessageAsync(connection);
            await connection.SendAsync($"HTTP/1.1 307 Go\r\nLocation: http://127.0.0.66:{canary.Port}/\r\nContent-Length: 0\r\n\r\n");
        });
        using var rig = FetchRig.For(_ => { }, server.EndPoint.Port, canary.Port);

        var outcome = await SendAsync(rig, server.Url());

        Assert.Equal(307, outcome.Status);
        Assert.False(outcome.IsDelivered);
        await canary.AssertUntouchedAsync();
    }

    [Fact]
    public async Task D17_WebhookToAPortThatIsNotOfTheWeb_IsBlocked()
    {
        using var rig = FetchRig.For(_ => { }, 80);

        Assert.Equal(FetchFailureReason.BlockedPort, (await SendAsync(rig, "http://127.0.0.1:6379/")).Reason);
    }

    [Fact]
    public async Task Response_ThatNeverComes_EndsAtTheTotalClock()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await ReadMessageAsync(connection);
            asked.SetResult();
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);

        var sending = SendAsync(rig, server.Url());
        await asked.Task;
        rig.Time.Advance(rig.Options.TotalTimeout);

        Assert.Equal(FetchFailureReason.TimedOut, (await sending).Reason);
    }

    [Fact]
    public async Task Response_WithoutEnd_IsReadToTheCapOnly()
    {
        var gone = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await ReadMessageAsync(connection);
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            try
            {
                while (true)
                {
                    await connection.SendAsync(new byte[16 * 1024]);
                }
            }
            catch (IOException)
            {
                gone.SetResult();
            }
        });
        using var rig = FetchRig.For(server);

        Assert.True((await SendAsync(rig, server.Url())).IsDelivered);
        await gone.Task;
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_IsNoOutcome()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new RawServer(async connection =>
        {
            await ReadMessageAsync(connection);
            await stop.CancelAsync();
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Webhooks.SendAsync(Message(server.Url()), stop.Token).AsTask());
    }

    [Theory]
    [InlineData("Authorization", "Bearer x")]
    [InlineData("cookie", "a=b")]
    [InlineData("Host", "other.test")]
    [InlineData("X-A", "planted\r\nC: d")]
    [InlineData("X-A", "caf\u00E9")]
    [InlineData("X A", "planted")]
    public void Field_ThatCannotBeSent_IsRefusedWithoutItsValue(string name, string value)
    {
        var fault = Assert.Throws<ArgumentException>(() => Message("http://h.test/", new Dictionary<string, string> { [name] = value }));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Body_BeyondTheCap_IsRefused()
    {
        Assert.True(CrawlUrl.TryParse("http://h.test/", out var url));

        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookMessage(url, new byte[WebhookMessage.MaxBodyBytes + 1]));
    }

    private static WebhookMessage Message(string url, IReadOnlyDictionary<string, string>? headers = null)
    {
        Assert.True(CrawlUrl.TryParse(url, out var parsed), url);
        return new WebhookMessage(parsed, "{\"state\":\"finished\"}"u8.ToArray(), headers);
    }

    private static Task<WebhookOutcome> SendAsync(FetchRig rig, string url, IReadOnlyDictionary<string, string>? headers = null) =>
        rig.Webhooks.SendAsync(Message(url, headers), TestContext.Current.CancellationToken).AsTask();

    private static async Task<string> ReadMessageAsync(RawConnection connection)
    {
        var head = await connection.ReadRequestAsync() ?? "";
        var length = head.Split("Content-Length: ")[1].Split('\r')[0];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await connection.Stream.ReadExactlyAsync(body, connection.Stopped);
        return head + Encoding.UTF8.GetString(body);
    }
}
