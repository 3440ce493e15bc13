using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>The rows N10 to N20 of the torture list: servers that speak something like HTTP.</summary>
public sealed class FramingTortureTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task N10_ContentLengthLargerThanSent_IsNoSuccess()
    {
        await using var server = new RawServer(connection => connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
        using var rig = FetchRig.For(server);

        Assert.Equal(FetchFailureReason.ConnectionLost, (await rig.FailAsync(server.Url())).Reason);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", 200, "ok")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\nevil", 204, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nevil", 304, "")]
    public async Task N11_N19_BytesAfterTheBody_AreNotTheNextAnswer(string response, int status, string expected)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync(connection.Number == 1 ? response : Ok);
            await connection.WaitForCloseAsync();
        });
        using var rig = FetchRig.For(server);

        var (first, body) = await rig.ReceiveAsync(server.Url("/1"));
        var (_, second) = await rig.ReceiveAsync(server.Url("/2"));

        Assert.Equal(status, first.Status);
        Assert.Equal(expected, Encoding.ASCII.GetString(body));
        Assert.Equal("ok", Encoding.ASCII.GetString(second));
        Assert.Equal(2, server.ConnectionCount);
    }

    // RFC 9112 §6.3, rule 5: such a response is void.
    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 4", "okxx")]
    [InlineData("Content-Length: 2, 4", "okxx")]
    [InlineData("Content-Length: 2,", "ok")]
    [InlineData("Content-Length: -2", "ok")]
    [InlineData("Content-Length: +2", "ok")]
    [InlineData("Content-Length: 0x2", "ok")]
    [InlineData("Content-Length: 99999999999999999999", "ok")]
    public async Task N12_LengthThatSaysNothingOrTwoThings_IsABadResponse(string framing, string sent)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync(connection.Number == 1 ? $"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n{sent}" : Ok);
            await connection.WaitForCloseAsync();
        });
        using var rig = FetchRig.For(server);

        Assert.Equal(FetchFailureReason.BadResponse, (await rig.FailAsync(server.Url())).Reason);
        var (_, second) = await rig.ReceiveAsync(server.Url());
        Assert.Equal("ok", Encoding.ASCII.GetString(second));
        Assert.Equal(2, server.ConnectionCount);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 2", "ok")]
    [InlineData("Content-Length: 2, 2", "ok")]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked", "2\r\nok\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: -4", "2\r\nok\r\n0\r\n\r\n")]
    public async Task N12_LengthThatIsRepeatedOrOverridden_IsRead(string framing, string sent)
    {
        await using var server = new RawServer(connection => connection.AnswerAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n{sent}"));
        using var rig = FetchRig.For(server);

        var (_, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal("ok", Encoding.ASCII.GetString(body));
    }

    [Theory]
    [InlineData("one large")]
    [InlineData("many small")]
    [InlineData("endless 103")]
    [InlineData("endless 100")]
    public async Task N13_N14_HeadersBeyondTheLimit_AreTooLarge(string kind)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            if (kind.StartsWith("endless", StringComparison.Ordinal))
            {
                while (true)
                {
                    await connection.SendAsync($"HTTP/1.1 {kind[^3..]} Hm\r\nLink: <{new string('x', 1000)}>\r\n\r\n");
                }
            }

            await connection.SendAsync("HTTP/1.1 200 OK\r\n");
            for (var i = 0; i < 10_000; i++)
            {
                await connection.SendAsync(kind == "one large" && i > 0 ? new string('x', 100) : $"X-{i}: {i}");
                await connection.SendAsync(kind == "one large" ? "" : "\r\n");
            }

            await connection.SendAsync("\r\n\r\n");
        });
        using var rig = FetchRig.For(server);

        Assert.Equal(FetchFailureReason.HeadersTooLarge, (await rig.FailAsync(server.Url())).Reason);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(1_100, false)]
    public async Task N13_S9_FieldsOfWhichNoneIsLarge_AreCountedToo(int count, bool isRead)
    {
        var fields = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}:\r\n"));
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\n{fields}Content-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var outcome = await rig.FetchAsync(server.Url());

        Assert.Equal(isRead ? null : FetchFailureReason.HeadersTooLarge, (outcome as FetchOutcome.Failed)?.Reason);
    }

    [Fact]
    public async Task N15_SwitchingProtocols_FailsAtOnce()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Equal(FetchFailureReason.BadResponse, outcome.Reason);
        Assert.Equal(101, outcome.Status);
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFF\r\n", FetchFailureReason.BadResponse)]
    [InlineData("zz\r\n", FetchFailureReason.BadResponse)]
    [InlineData("2\r\nokXX\r\n", FetchFailureReason.BadResponse)]
    [InlineData("2\r\nok\r\n", FetchFailureReason.ConnectionLost)]
    [InlineData("", FetchFailureReason.ConnectionLost)]
    public async Task N16_BrokenChunks_AreNoSuccess(string body, FetchFailureReason reason)
    {
        await using var server = new RawServer(connection => connection.AnswerAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body));
        using var rig = FetchRig.For(server);

        Assert.Equal(reason, (await rig.FailAsync(server.Url())).Reason);
    }

    [Theory]
    [InlineData("2;x=", "chunk extension")]
    [InlineData("2\r\nok\r\n0\r\n", "trailers")]
    public async Task N16_EndlessExtensionOrTrailers_EndAtALimit(string start, string what)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + start);
            while (true)
            {
                await connection.SendAsync(what == "trailers" ? "X-T: x\r\n" : "xxxxxxxx");
            }
        });
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Contains(outcome.Reason, new[] { FetchFailureReason.BadResponse, FetchFailureReason.HeadersTooLarge });
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\r\n<html>old</html>\r\n")]
    [InlineData("HTTP/1.1 2 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 000 Hm\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task N17_WhatIsNoHttp_IsABadResponse(string response)
    {
        await using var server = new RawServer(connection => connection.AnswerAsync(response));
        using var rig = FetchRig.For(server);

        Assert.Equal(FetchFailureReason.BadResponse, (await rig.FailAsync(server.Url())).Reason);
    }

    [Fact]
    public async Task S10_WhatAServerSends_IsQuotedShortAndPrintable()
    {
        await using var server = new RawServer(connection => connection.AnswerAsync($"HTTP/1.1 2\x1B[2J{new string('x', 30_000)}\r\n\r\n"));
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.InRange(outcome.Detail.Length, 1, 600);
        Assert.DoesNotContain(outcome.Detail, char.IsControl);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 2\nContent-Type: text/html\n\nok", "text/html")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html;\r\n charset=utf-8\r\n\r\nok", "text/html;   charset=utf-8")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length : 2\r\nContent-Type: text/html\r\n\r\nok", "text/html")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/html\r\nX-Name: \xE9\xC3\xA9\r\n\r\nok", "text/html")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/\0html\r\n\r\nok", "text/ html")]
    public async Task N18_SloppyHeaders_AreReadAndHarmless(string response, string contentType)
    {
        await using var server = new RawServer(connection => connection.AnswerAsync(response));
        using var rig = FetchRig.For(server);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal("ok", Encoding.ASCII.GetString(body));
        Assert.Equal(contentType, outcome.ContentType);
    }

    [Fact]
    public async Task N20_EmptyBody_IsASuccess()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsSuccess);
        Assert.False(outcome.IsTruncated);
        Assert.Empty(body);
    }
}
