using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>The rows N of the torture list: servers that are down, slow, endless, or speak something like HTTP.</summary>
public sealed class NetworkTortureTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task N01_ConnectionRefused_FailsToConnect()
    {
        int port;
        using (var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint?)closed.LocalEndPoint)?.Port ?? 0;
        }

        using var rig = FetchRig.For(_ => { }, port);

        var outcome = await rig.FailAsync($"http://127.0.0.1:{port}/");

        Assert.Equal(FetchFailureReason.ConnectFailed, outcome.Reason);
    }

    [Fact]
    public async Task N02_AcceptWithoutAnswer_EndsAtTheTotalClock()
    {
        var accepted = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            accepted.SetResult();
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);
        var fetch = rig.FailAsync(server.Url());
        await accepted.Task;
        await rig.Time.WaitForTimersAsync(1); // the dialler's has gone, the total one is left

        rig.Time.Advance(rig.Options.TotalTimeout);

        var outcome = await fetch;
        Assert.Equal(FetchFailureReason.TimedOut, outcome.Reason);
        Assert.Equal(rig.Options.TotalTimeout, outcome.Elapsed);
    }

    [Fact]
    public async Task N03_BlackholeConnect_EndsAtTheConnectClock()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var endPoint = (IPEndPoint?)full.LocalEndPoint ?? throw new InvalidOperationException();
        var fillers = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        using var stop = new CancellationTokenSource();
        var filling = fillers.ConvertAll(filler => filler.ConnectAsync(endPoint, stop.Token).AsTask());
        await Task.WhenAny(filling); // the queue of one is full: the kernel drops what else comes
        using var rig = FetchRig.For(_ => { }, endPoint.Port);
        var fetch = rig.FailAsync($"http://{endPoint}/");
        await rig.Time.WaitForTimersAsync(2);

        rig.Time.Advance(rig.Options.ConnectTimeout);

        var outcome = await fetch;
        Assert.Equal(FetchFailureReason.ConnectTimedOut, outcome.Reason);
        Assert.Equal(rig.Options.ConnectTimeout, outcome.Elapsed);
        await stop.CancelAsync();
        await Task.WhenAll(filling.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        fillers.ForEach(filler => filler.Dispose());
    }

    [Theory]
    [InlineData("after accept")]
    [InlineData("after request")]
    [InlineData("reset after request")]
    [InlineData("reset in headers")]
    [InlineData("close in headers")]
    [InlineData("reset in body")]
    [InlineData("close in body")]
    [InlineData("close in chunk")]
    public async Task N04_ConnectionThatBreaks_IsLost(string when)
    {
        await using var server = new RawServer(async connection =>
        {
            if (when == "after accept")
            {
                return;
            }

            await connection.ReadRequestAsync();
            if (when.EndsWith("headers", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Le");
            }
            else if (when.EndsWith("body", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            }
            else if (when.EndsWith("chunk", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nhalf");
            }

            if (when.StartsWith("reset", StringComparison.Ordinal))
            {
                connection.Reset();
            }
        });
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Equal(FetchFailureReason.ConnectionLost, outcome.Reason);
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Fact]
    public async Task N05_HeaderBytesThatDrip_EndAtTheTotalClock()
    {
        var asked = new TaskCompletionSource<RawConnection>();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult(connection);
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);
        var fetch = rig.FetchAsync(server.Url());
        var drip = await asked.Task;

        foreach (var character in "HTTP/1.1 200 OK\r\nX-Long: " + new string('x', 95))
        {
            await drip.SendAsync($"{character}");
            Assert.False(fetch.IsCompleted);
            rig.Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(FetchFailureReason.TimedOut, Assert.IsType<FetchOutcome.Failed>(await fetch).Reason);
    }

    [Fact]
    public async Task N06_BodyBytesThatDrip_AreTooSlow()
    {
        var answered = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx");
            answered.SetResult();
            await connection.HoldAsync();
        });
        using var rig = FetchRig.For(server);
        var fetch = rig.FailAsync(server.Url());
        await answered.Task;
        await rig.Time.WaitForTimersAsync(2); // the least progress is watched now

        rig.Time.Advance(rig.Options.LeastProgressWindow);

        var outcome = await fetch;
        Assert.Equal(FetchFailureReason.TooSlow, outcome.Reason);
        Assert.Equal(200, outcome.Status);
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Fact]
    public async Task N07_AThousandDrippers_LeaveAHealthyHostAloneAndAllEnd()
    {
        const int Drippers = 1_000;
        using var answered = new CountdownEvent(Drippers);
        await using var slow = new RawServer(async connection =>
        {
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx");
            answered.Signal();
            await connection.HoldAsync();
        });
        await using var healthy = RawServer.Answering(Ok);
        using var rig = FetchRig.For(slow, healthy);
        for (var i = 0; i < Drippers; i++)
        {
            rig.Names.Add($"h{i}.test", "127.0.0.1");
        }

        var fetches = Enumerable.Range(0, Drippers).Select(i => rig.FailAsync($"http://h{i}.test:{slow.EndPoint.Port}/")).ToList();
        answered.Wait(TestContext.Current.CancellationToken);
        await rig.Time.WaitForTimersAsync(2 * Drippers);
        for (var i = 0; i < 100; i++)
        {
            var (outcome, _) = await rig.ReceiveAsync(healthy.Url($"/{i}"));
            Assert.Equal(TimeSpan.Zero, outcome.Elapsed);
        }

        Assert.Equal(Drippers * 64 * 1024, rig.Budget.Reserved);
        rig.Time.Advance(rig.Options.LeastProgressWindow);

        Assert.All(await Task.WhenAll(fetches), outcome => Assert.Equal(FetchFailureReason.TooSlow, outcome.Reason));
        Assert.Equal(0, rig.Budget.Reserved);
        await rig.Time.WaitForTimersAsync(0);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "N08: no length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", "N08: chunked")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", "N09: ten gigabytes promised")]
    public async Task N08_N09_EndlessBody_IsCutAtTheCapAndTheConnectionDropped(string head, string row)
    {
        const int Cap = 100_000;
        var closed = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync(head);
            try
            {
                while (true)
                {
                    await connection.SendAsync(new byte[8192]);
                }
            }
            catch (IOException)
            {
                closed.SetResult();
            }
        });
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = Cap);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsTruncated, row);
        Assert.Equal(Cap, body.Length);
        await closed.Task; // it is not drained for ever
    }

    [Theory]
    [InlineData(100_000, false)]
    [InlineData(100_001, true)]
    public async Task Cap_ComparedWithTheBody_CutsOnlyWhatIsLonger(int length, bool isTruncated)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}");
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = 100_000);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(isTruncated, outcome.IsTruncated);
        Assert.Equal(100_000, body.Length);
    }

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

    // Documented lenient reads: the platform takes the first of two lengths, prefers chunks to a length, and reads a length it
    // cannot understand to the close. What matters is that the connection is not used again where the framing is in doubt.
    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 4", "okxx", "ok")]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked", "2\r\nok\r\n0\r\n\r\n", "ok")]
    [InlineData("Content-Length: -2", "ok", "ok")]
    [InlineData("Content-Length: +2", "ok", "ok")]
    [InlineData("Content-Length: 99999999999999999999", "ok", "ok")]
    public async Task N12_FramingInDoubt_IsReadAsDocumentedOrFails(string framing, string sent, string expected)
    {
        await using var server = new RawServer(connection => connection.AnswerAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n{sent}"));
        using var rig = FetchRig.For(server);

        var (_, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(expected, Encoding.ASCII.GetString(body));
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

    [Fact]
    public async Task N25_IdleConnectionThatTheServerClosed_IsReplacedWithoutAFailure()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync(Ok);
            await connection.ReadRequestAsync(); // and closes instead of an answer
        });
        using var rig = FetchRig.For(server);

        for (var i = 0; i < 20; i++)
        {
            var (_, body) = await rig.ReceiveAsync(server.Url());
            Assert.Equal("ok", Encoding.ASCII.GetString(body));
        }
    }
}
