using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Fetching.Http2Server;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Row N24: HTTP/2 with servers that flood, starve and break. A healthy host is fetched beside each.</summary>
public sealed class Http2TortureTests : IAsyncDisposable
{
    private readonly RawServer _healthy = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    [Fact]
    public async Task Http2_WhenItIsWantedAndOffered_IsSpoken()
    {
        await using var server = Start(async (connection, stream) =>
        {
            await connection.SendHeadersAsync(stream);
            await connection.SendDataAsync(stream, "ok"u8.ToArray(), isLast: true);
        });
        using var rig = Rig(server);

        for (var i = 0; i < 10; i++)
        {
            var (outcome, body) = await rig.ReceiveAsync(Url(server));
            Assert.Equal((200, "ok"), (outcome.Status, Encoding.ASCII.GetString(body)));
        }

        Assert.Equal(1, server.ConnectionCount);
    }

    [Fact]
    public async Task Http2_WhenItIsNotWanted_IsNotOffered()
    {
        await using var server = Start((_, _) => Task.CompletedTask);
        using var rig = Rig(server, options => options.Http2 = false);

        Assert.IsType<FetchOutcome.Failed>(await rig.FetchAsync(Url(server)));
    }

    [Theory]
    [InlineData("Ping", 8)]
    [InlineData("Settings", 0)]
    public async Task N24_AFloodInsteadOfAnAnswer_EndsAtTheTotalClockOrBefore(string type, int length)
    {
        var flooded = new TaskCompletionSource();
        await using var server = Start(async (connection, _) =>
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    await connection.SendAsync(Enum.Parse<FrameType>(type), FrameFlags.None, 0, new byte[length]);
                    if (i == 5_000)
                    {
                        flooded.TrySetResult();
                    }
                }
            }
            finally
            {
                flooded.TrySetResult(); // the platform has had enough
            }
        });
        using var rig = Rig(server);
        var fetch = rig.FailAsync(Url(server));
        await flooded.Task;
        await AssertHealthyAsync(rig);

        rig.Time.Advance(rig.Options.TotalTimeout);

        Assert.Contains((await fetch).Reason, new[] { FetchFailureReason.TimedOut, FetchFailureReason.BadResponse, FetchFailureReason.ConnectionLost });
        await AssertHealthyAsync(rig);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task N24_ABodyThatNeverCounts_IsTooSlow(int bytesPerFrame)
    {
        var sent = new TaskCompletionSource();
        await using var server = Start(async (connection, stream) =>
        {
            await connection.SendHeadersAsync(stream);
            for (var i = 0; i < 500; i++)
            {
                await connection.SendDataAsync(stream, new byte[bytesPerFrame], isLast: false);
            }

            sent.TrySetResult();
        });
        using var rig = Rig(server);
        var fetch = rig.FailAsync(Url(server));
        await sent.Task;
        await rig.Time.WaitForTimersAsync(2);

        rig.Time.Advance(rig.Options.LeastProgressWindow);
        if (!fetch.IsCompleted)
        {
            rig.Time.Advance(rig.Options.LeastProgressWindow); // the first window may have had the few bytes
        }

        Assert.Equal(FetchFailureReason.TooSlow, (await fetch).Reason);
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Fact]
    public async Task N24_AnEndlessBodyOfSingleBytes_IsCutAtTheCap()
    {
        await using var server = Start(async (connection, stream) =>
        {
            await connection.SendHeadersAsync(stream);
            for (var i = 0; i < 3_000; i++)
            {
                await connection.SendDataAsync(stream, [(byte)'x'], isLast: false);
            }
        });
        using var rig = Rig(server, options => options.MaxPageBytes = 1_024);

        var (outcome, body) = await rig.ReceiveAsync(Url(server));

        Assert.Equal((true, 1_024), (outcome.IsTruncated, body.Length));
    }

    [Theory]
    [InlineData("reset before headers")]
    [InlineData("reset after headers")]
    [InlineData("reset in body")]
    [InlineData("close in body")]
    [InlineData("headers without end")]
    [InlineData("data before headers")]
    [InlineData("frame of a stream that is not there")]
    public async Task N24_AStreamThatBreaks_IsAFailure(string how)
    {
        await using var server = Start(async (connection, stream) =>
        {
            if (how is "reset after headers" or "reset in body" or "close in body")
            {
                await connection.SendHeadersAsync(stream);
            }

            if (how is "reset in body" or "close in body" or "data before headers")
            {
                await connection.SendDataAsync(stream, "half"u8.ToArray(), isLast: false);
            }

            switch (how)
            {
                case "headers without end":
                    await connection.SendHeadersAsync(stream, FrameFlags.None);
                    while (true)
                    {
                        await connection.SendAsync(FrameType.Continuation, FrameFlags.None, stream, Enumerable.Repeat((byte)0x88, 8_000).ToArray());
                    }

                case "frame of a stream that is not there":
                    await connection.SendHeadersAsync(stream + 2);
                    break;
                case "close in body":
                    throw new IOException("closed on purpose");
                default:
                    await connection.SendAsync(FrameType.ResetStream, FrameFlags.None, stream, [0, 0, 0, 2]); // INTERNAL_ERROR
                    break;
            }
        });
        using var rig = Rig(server);

        var outcome = await rig.FailAsync(Url(server));

        Assert.Contains(outcome.Reason, new[] { FetchFailureReason.BadResponse, FetchFailureReason.ConnectionLost, FetchFailureReason.HeadersTooLarge });
        Assert.Equal(0, rig.Budget.Reserved);
        await AssertHealthyAsync(rig);
    }

    [Fact]
    public async Task N24_AGoAwayForEveryRequest_EndsAfterAFewConnections()
    {
        await using var server = Start((connection, _) => connection.SendAsync(FrameType.GoAway, FrameFlags.None, 0, new byte[8])); // no stream was processed
        using var rig = Rig(server);

        var outcome = await rig.FailAsync(Url(server));

        Assert.Contains(outcome.Reason, new[] { FetchFailureReason.BadResponse, FetchFailureReason.ConnectionLost });
        Assert.InRange(server.ConnectionCount, 1, 10);
    }

    public ValueTask DisposeAsync() => _healthy.DisposeAsync();

    private async Task AssertHealthyAsync(FetchRig rig)
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await rig.ReceiveAsync(_healthy.Url())).Outcome.IsSuccess);
        }
    }

    private static string Url(RawServer server) => $"https://h2.test:{server.EndPoint.Port}/";

    private FetchRig Rig(RawServer server, Action<FetchOptions>? configure = null)
    {
        void Configure(FetchOptions options)
        {
            (options.Http2, options.AcceptInvalidCertificates) = (true, true);
            configure?.Invoke(options);
        }

        var rig = FetchRig.For(Configure, server.EndPoint.Port, _healthy.EndPoint.Port);
        rig.Names.Add("h2.test", "127.0.0.1");
        return rig;
    }
}
