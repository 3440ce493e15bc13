using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Rows N of the torture list: servers that are down, slow or endless, and how connections are kept.</summary>
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

    [Fact]
    public async Task N22_ADifferentBodyForEveryRequest_IsJustTheLastOne()
    {
        var requests = 0;
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                var body = $"number {Interlocked.Increment(ref requests)}";
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nETag: \"{body}\"\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            }
        });
        using var rig = FetchRig.For(server);

        for (var i = 1; i <= 5; i++)
        {
            var (_, body) = await rig.ReceiveAsync(server.Url());
            Assert.Equal($"number {i}", Encoding.ASCII.GetString(body));
        }

        Assert.Equal(5, requests); // nothing is asked twice to see whether it stays the same
    }

    [Fact]
    public async Task N26_FiveThousandNamesOfOneAddress_AllComeInAndNoConnectionStays()
    {
        const int Names = 5_000;
        using var closed = new CountdownEvent(Names);
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync(Ok);
            await connection.WaitForCloseAsync();
            closed.Signal();
        });
        using var rig = FetchRig.For(server, options => options.PooledConnectionIdleTimeout = TimeSpan.FromMilliseconds(50)); // the handler's own clock, and real
        for (var i = 0; i < Names; i++)
        {
            rig.Names.Add($"h{i}.test", "127.0.0.1");
        }

        for (var i = 0; i < Names; i++)
        {
            Assert.True((await rig.ReceiveAsync($"http://h{i}.test:{server.EndPoint.Port}/")).Outcome.IsSuccess);
        }

        Assert.Equal(Names, server.ConnectionCount); // a connection serves the name that it was made for
        Assert.True(closed.Wait(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken), $"{closed.CurrentCount} connections stay open");
    }

    [Fact]
    public async Task N26_OneHost_GetsNoMoreConnectionsThanTheLimit()
    {
        const int Limit = 3;
        var (open, most) = (0, 0);
        await using var server = new RawServer(async connection =>
        {
            Interlocked.Increment(ref open);
            while (await connection.ReadRequestAsync() is not null)
            {
                for (var seen = most; open > seen; seen = most)
                {
                    Interlocked.CompareExchange(ref most, open, seen);
                }

                await connection.SendAsync(Ok);
            }

            Interlocked.Decrement(ref open);
        });
        using var rig = FetchRig.For(server, options => options.MaxConnectionsPerServer = Limit);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => rig.ReceiveAsync(server.Url($"/{i}"))));

        Assert.InRange(most, 1, Limit);
    }
}
