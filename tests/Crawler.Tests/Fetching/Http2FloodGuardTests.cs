using System.Buffers.Binary;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class Http2FloodGuardTests
{
    private const int Limit = 10_000;
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Ping = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Flood_InPiecesOfAnySize_IsNoticedAtTheLimit(int piece)
    {
        await using var calm = Guard(Frames(Ping, 8, Limit), piece);
        await using var flooded = Guard(Frames(Ping, 8, Limit + 1), piece);

        Assert.Equal(Limit * 17, await ReadAllAsync(calm));
        Assert.Equal(FetchFailureReason.BadResponse, (await Assert.ThrowsAsync<FetchFaultException>(() => ReadAllAsync(flooded))).Reason);
    }

    [Fact]
    public async Task Data_ThatIsWorthItsHeader_IsNoFlood()
    {
        var bytes = Frames(Data, 64, Limit + 1);
        await using var guard = Guard(bytes, piece: 1_000);

        Assert.Equal(bytes.Length, await ReadAllAsync(guard));
    }

    [Fact]
    public async Task Data_ByteByByte_IsAFlood()
    {
        await using var guard = Guard(Frames(Data, 1, Limit + 1), piece: 1_000);

        await Assert.ThrowsAsync<FetchFaultException>(() => ReadAllAsync(guard));
    }

    [Fact]
    public async Task Request_OfOurs_AllowsForAnAnswer()
    {
        var half = Frames(Ping, 8, Limit);
        await using var guard = Guard([.. half, .. half], piece: half.Length);
        var buffer = new byte[half.Length];

        await guard.WriteAsync(new byte[24], Token); // the preface
        await guard.ReadExactlyAsync(buffer, Token);
        await guard.WriteAsync(Frames(Headers, 40, 1), Token);

        await guard.ReadExactlyAsync(buffer, Token);
    }

    [Fact]
    public async Task WindowUpdate_OfOurs_AllowsForNothing()
    {
        await using var guard = Guard(Frames(Ping, 8, Limit + 1), piece: 1_000);

        await guard.WriteAsync(new byte[24], Token);
        await guard.WriteAsync(Frames(8, 4, 1), Token);

        await Assert.ThrowsAsync<FetchFaultException>(() => ReadAllAsync(guard));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Http2FloodGuard Guard(byte[] received, int piece) => new(new Duplex(received, piece));

    private static byte[] Frames(byte type, int length, int count)
    {
        var frame = new byte[9 + length];
        BinaryPrimitives.WriteInt32BigEndian(frame, length << 8);
        frame[3] = type;
        return [.. Enumerable.Repeat(frame, count).SelectMany(bytes => bytes)];
    }

    private static async Task<int> ReadAllAsync(Stream stream)
    {
        var (total, buffer) = (0, new byte[4_096]);
        while (await stream.ReadAsync(buffer, Token) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }

    /// <summary>Takes whatever is written, too.</summary>
    private sealed class Duplex(byte[] received, int piece) : ChunkedStream(received, piece)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
