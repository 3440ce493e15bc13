using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>
/// The rows N and C again, a hundred times each, beside a healthy host: every one ends in the same way, the healthy host goes on,
/// and nothing grows. Alone in the process, because what is counted is the process's.
/// </summary>
[Collection(nameof(TortureGrowthTests))]
[CollectionDefinition(nameof(TortureGrowthTests), DisableParallelization = true)]
public sealed class TortureGrowthTests
{
    private const int WarmUp = 20;
    private const int Times = 100;
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    public static TheoryData<string> Misdeeds =>
    [
        "N04 close after accept", "N04 close after request", "N04 reset in headers", "N04 reset in body", "N08 endless body", "N09 ten gigabytes promised",
        "N10 short body", "N11 extra bytes", "N12 two lengths", "N13 large header", "N14 endless 103", "N15 switching protocols", "N16 broken chunk",
        "N16 endless extension", "N17 no HTTP", "N19 body of a 204", "N21 busy", "C01 bomb", "C03 cut gzip", "C04 unknown coding", "D11 bad redirect",
    ];

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task Misdeed_DoneAHundredTimes_LeavesTheHealthyHostAndTheProcessAsTheyWere(string misdeed)
    {
        await using var server = new RawServer(connection => MisbehaveAsync(misdeed, connection));
        await using var healthy = RawServer.Answering(Ok);
        using var rig = FetchRig.For(static options => options.MaxPageBytes = 64 * 1024, server.EndPoint.Port, healthy.EndPoint.Port);
        await RunAsync(rig, server, healthy, WarmUp);
        var before = Footprint.Take();

        var outcomes = await RunAsync(rig, server, healthy, Times);

        Footprint.Take().AssertNotGrownSince(before);
        Assert.Single(outcomes);
        Assert.Equal(0, rig.Budget.Reserved);
        Assert.Equal(0, rig.Time.ActiveTimerCount);
    }

    private static async Task<HashSet<string>> RunAsync(FetchRig rig, RawServer server, RawServer healthy, int times)
    {
        var outcomes = new HashSet<string>();
        for (var i = 0; i < times; i++)
        {
            var outcome = await rig.FetchAsync(server.Url());
            outcomes.Add(outcome switch
            {
                FetchOutcome.Failed failed => failed.Reason.ToString(),
                FetchOutcome.Received received => $"{received.Status} {received.IsTruncated}",
                _ => outcome.GetType().Name,
            });
            (outcome as FetchOutcome.Received)?.Body.Dispose();
            Assert.True((await rig.ReceiveAsync(healthy.Url())).Outcome.IsSuccess);
        }

        return outcomes;
    }

    private static async Task MisbehaveAsync(string misdeed, RawConnection connection)
    {
        if (misdeed == "N04 close after accept" || await connection.ReadRequestAsync() is null)
        {
            return;
        }

        var endless = misdeed switch
        {
            "N08 endless body" => "HTTP/1.1 200 OK\r\n\r\n",
            "N09 ten gigabytes promised" => "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n",
            "N13 large header" => "HTTP/1.1 200 OK\r\nX: ",
            "N14 endless 103" => "",
            "N16 endless extension" => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=",
            _ => null,
        };
        if (endless is not null)
        {
            await connection.SendAsync(endless);
            for (var piece = Encoding.ASCII.GetBytes(endless.Length > 0 ? new string('x', 8_192) : "HTTP/1.1 103 Hints\r\nLink: </x>\r\n\r\n"); ;)
            {
                await connection.SendAsync(piece);
            }
        }

        await connection.SendAsync(misdeed switch
        {
            "N04 reset in headers" => "HTTP/1.1 200 OK\r\nContent-Le",
            "N04 reset in body" or "N10 short body" => "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
            "N11 extra bytes" => Ok + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
            "N12 two lengths" => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nokxx",
            "N15 switching protocols" => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
            "N16 broken chunk" => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "N17 no HTTP" => "SSH-2.0-OpenSSH_9.2\r\n",
            "N19 body of a 204" => "HTTP/1.1 204 No Content\r\n\r\nevil",
            "N21 busy" => "HTTP/1.1 503 Busy\r\nRetry-After: 99999999\r\nContent-Length: 0\r\n\r\n",
            "C01 bomb" => "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n",
            "C03 cut gzip" => "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n",
            "C04 unknown coding" => "HTTP/1.1 200 OK\r\nContent-Encoding: sdch\r\nContent-Length: 2\r\n\r\nok",
            "D11 bad redirect" => "HTTP/1.1 302 Found\r\nLocation: gopher://h.test/\r\nContent-Length: 0\r\n\r\n",
            _ => "",
        });
        if (misdeed == "C01 bomb")
        {
            await connection.SendAsync(Bomb);
        }
        else if (misdeed == "C03 cut gzip")
        {
            await connection.SendAsync(Bomb.AsMemory(0, 20));
        }
        else if (misdeed.StartsWith("N04 reset", StringComparison.Ordinal))
        {
            connection.Reset();
        }
        else if (misdeed == "N15 switching protocols")
        {
            await connection.WaitForCloseAsync();
        }
    }

    private static readonly byte[] Bomb = Coded.Gzip(new byte[20 * 1024 * 1024]);
}
