using System.Diagnostics.Metrics;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>The rows C of the torture list, through the whole room.</summary>
public sealed class CompressionTortureTests
{
    [Fact]
    public async Task CodedPage_OverTheWire_IsDecoded()
    {
        var page = Coded.Page(200_000, seed: 3);
        await using var server = Serving("gzip", Coded.Gzip(page));
        using var rig = FetchRig.For(server);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(page, body);
        Assert.False(outcome.IsTruncated);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task C01_ABomb_IsCutByTheRatioAndCostsLittle(string coding)
    {
        var zeros = new byte[50 * 1024 * 1024];
        var bomb = coding switch { "gzip" => Coded.Gzip(zeros), "deflate" => Coded.Zlib(zeros), _ => Coded.Brotli(zeros) };
        await using var server = Serving(coding, bomb);
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = 40 * 1024 * 1024);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsTruncated);
        Assert.InRange(body.Length, 1024 * 1024, 20 * 1024 * 1024);
    }

    // What is sent is made while it is sent: a whole one is ten megabytes on the wire. It never gets so far.
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task C01_TenGigabytesMadeOnTheFly_AreCutEarlyAndTheConnectionIsDropped(string coding)
    {
        const long TenGigabytes = 10L * 1024 * 1024 * 1024;
        var made = new TaskCompletionSource<long>();
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n");
            long bytes = 0;
            try
            {
                await using var bomb = Coded.Open(coding, connection.Stream);
                for (var zeros = new byte[1024 * 1024]; bytes < TenGigabytes; bytes += zeros.Length)
                {
                    await bomb.WriteAsync(zeros, connection.Stopped);
                    await bomb.FlushAsync(connection.Stopped);
                }
            }
            finally
            {
                made.SetResult(bytes);
            }
        });
        using var rig = FetchRig.For(server);

        var outcome = Assert.IsType<FetchOutcome.Received>(await rig.FetchAsync(server.Url()));

        Assert.True(outcome.IsTruncated);
        Assert.InRange(outcome.Body.Length, 1, rig.Options.MaxPageBytes);
        Assert.InRange(rig.Budget.Reserved, 1, 2 * rig.Options.MaxPageBytes);
        outcome.Body.Dispose();
        Assert.InRange(await made.Task, 0, TenGigabytes / 10);
    }

    [Fact]
    public async Task C01_ABombBetweenTwoCodings_IsCutThere()
    {
        // Empty members that a second gzip packs a thousandfold: much in the middle, and nothing in the end.
        var members = Enumerable.Repeat(Coded.EmptyMember, 2_000_000).SelectMany(bytes => bytes).ToArray();
        await using var server = Serving("gzip, gzip", Coded.Gzip(members));
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = 1024 * 1024);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsTruncated);
        Assert.Empty(body);
    }

    [Fact]
    public async Task C01_BombOfTheCorpus_IsCutByTheRatio()
    {
        var bomb = await File.ReadAllBytesAsync(Corpora.Require(Path.Combine("compressed-bodies", "bomb-deflate.bin")), TestContext.Current.CancellationToken);
        await using var server = Serving("deflate", bomb);
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = 100 * 1024 * 1024);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsTruncated);
        Assert.InRange(body.Length, 1024 * 1024, (200 * bomb.Length) + (1024 * 1024));
    }

    [Fact]
    public async Task C01_ABodyThatUnpacksBeyondTheCap_IsCutThere()
    {
        var page = Coded.Page(300_000, seed: 4);
        await using var server = Serving("br", Coded.Brotli(page));
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = 100_000);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsTruncated);
        Assert.Equal(page[..100_000], body);
    }

    [Fact]
    public async Task C01_EmptyMembersWithoutEnd_AreCutByTheWireCap()
    {
        // 20 bytes each that decode to nothing: no limit of decoded bytes would ever end this.
        var members = Enumerable.Repeat(Coded.EmptyMember, 500).SelectMany(bytes => bytes).ToArray();
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
            while (true)
            {
                await connection.SendAsync(members);
            }
        });
        using var rig = FetchRig.For(server, options => options.MaxPageBytes = 200_000);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.True(outcome.IsTruncated);
        Assert.Empty(body);
    }

    [Fact]
    public async Task C03_ACodedBodyThatEndsEarly_IsAFailureAndNotAPage()
    {
        await using var server = Serving("gzip", Coded.Gzip(Coded.Page(5_000, seed: 5))[..^9]);
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Equal(FetchFailureReason.BadContentCoding, outcome.Reason);
        Assert.Equal(0, rig.Budget.Reserved);
    }

    [Theory]
    [InlineData("gzip", 0, false)]
    [InlineData("gzip", 1, true)]
    [InlineData("gzip", 100_000, true)]
    [InlineData("br", 0, false)]
    [InlineData("br", 1, true)]
    [InlineData("br", 100_000, true)]
    [InlineData("deflate", 0, false)]
    [InlineData("deflate", 100_000, true)]
    public async Task C03_BytesAfterTheEndOfACoding_AreIgnoredAndTold(string coding, int count, bool isTold)
    {
        var page = Coded.Page(5_000, seed: 6);
        var coded = coding switch { "gzip" => Coded.Gzip(page), "br" => Coded.Brotli(page), _ => Coded.Zlib(page) };
        await using var server = Serving(coding, [.. coded, .. Enumerable.Repeat((byte)'x', count)]);
        using var rig = FetchRig.For(server);
        var counted = 0L;
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == rig.Meter && instrument.Name == "crawler.fetch.trailing")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, count, _, _) => counted += count);
        meters.Start();

        for (var i = 0; i < 2; i++)
        {
            var (outcome, body) = await rig.ReceiveAsync(server.Url());

            Assert.Equal(page, body);
            Assert.Equal(isTold, outcome.HasTrailingBytes);
        }

        Assert.Equal(isTold ? 2 : 0, counted);
        Assert.Equal(1, server.ConnectionCount); // which was read to the end of the message
    }

    [Fact]
    public async Task C03_SeveralGzipMembers_AreOneBodyWithNothingAfterIt()
    {
        await using var server = Serving("gzip", [.. Coded.Gzip("one "u8.ToArray()), .. Coded.EmptyMember, .. Coded.Gzip("two"u8.ToArray())]);
        using var rig = FetchRig.For(server);

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal("one two", Encoding.ASCII.GetString(body));
        Assert.False(outcome.HasTrailingBytes);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip, gzip")]
    public async Task C02_C04_CodingsThatAreNotUndone_AreAFailure(string coding)
    {
        await using var server = Serving(coding, [1, 2, 3]);
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Equal(FetchFailureReason.BadContentCoding, outcome.Reason);
        Assert.Equal(200, outcome.Status);
    }

    [Fact]
    public async Task C07_AGzippedResource_StaysGzipped()
    {
        var file = Coded.Gzip(Coded.Page(100, seed: 6));
        await using var server = Serving("identity", file);
        using var rig = FetchRig.For(server);

        var (_, body) = await rig.ReceiveAsync(server.Url("/sitemap.xml.gz"));

        Assert.Equal(file, body);
    }

    private static RawServer Serving(string coding, byte[] body) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n"));
            await connection.SendAsync(body);
        }
    });
}
