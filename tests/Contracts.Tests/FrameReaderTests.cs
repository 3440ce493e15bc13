using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests;

public sealed class FrameReaderTests
{
    [Fact]
    public void Read_OfFramesInPieces_GivesTheFramesBlockingOrNot()
    {
        var sizes = Gen.Choose(1, 9).ListOf().ToArbitrary();
        var payloads = Gen.Choose(0, 600).ListOf().ToArbitrary();
        Prop.ForAll(payloads, sizes, GivesTheFrames).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(255)]
    public void Read_OfAnUnknownKind_IsAViolation(byte kind)
    {
        using var reader = new FrameReader(new MemoryStream([0, 0, 0, 0, kind]), 100);

        Assert.Throws<ProtocolViolationException>(() => reader.Read());
    }

    [Theory]
    [InlineData(101u)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0xFFFF_FFFFu)]
    public void Read_OfAnOversizeLength_IsAViolationBeforeAnythingIsAllocated(uint length)
    {
        var header = new byte[5];
        BinaryPrimitives.WriteUInt32LittleEndian(header, length);
        header[4] = (byte)FrameKind.Parsed;
        using var reader = new FrameReader(new MemoryStream(header), 100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolViolationException>(() => reader.Read());

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void Read_WhenTheStreamEndsInsideAFrame_IsAViolation(int length)
    {
        byte[] frame = [3, 0, 0, 0, (byte)FrameKind.Parsed, 1, 2, 3];
        using var reader = new FrameReader(new MemoryStream(frame[..length]), 100);

        Assert.Throws<ProtocolViolationException>(() => reader.Read());
    }

    [Fact]
    public void HasFrame_BehindAReadOfSeveralFrames_TellsWhetherAWholeOneIsLeft()
    {
        byte[] frame = [3, 0, 0, 0, (byte)FrameKind.Parsed, 1, 2, 3];
        using var reader = new FrameReader(new MemoryStream([.. frame, .. frame, .. frame[..7]]), 100);
        Assert.False(reader.HasFrame);

        reader.Read();
        Assert.True(reader.HasFrame);

        reader.Read();
        Assert.False(reader.HasFrame);
    }

    [Fact]
    public void Read_OfAnEmptyStream_IsTheEnd()
    {
        using var reader = new FrameReader(new MemoryStream(), 100);

        Assert.Null(reader.Read());
    }

    private static bool GivesTheFrames(IList<int> lengths, IList<int> sizes)
    {
        using var writer = new FrameWriter();
        foreach (var length in lengths)
        {
            writer.BeginFrame(FrameKind.ParseRequest);
            writer.WriteRaw(Enumerable.Range(0, length).Select(value => (byte)value).ToArray());
            writer.EndFrame();
        }

        var blocking = ReadAll(writer, sizes, reader => reader.Read());
        var asynchronous = ReadAll(writer, sizes, reader => reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return blocking.SequenceEqual(asynchronous) && blocking.SequenceEqual(lengths.Select(length => Convert.ToHexString([.. Enumerable.Range(0, length).Select(value => (byte)value)])));
    }

    private static List<string> ReadAll(FrameWriter writer, IList<int> sizes, Func<FrameReader, Frame?> read)
    {
        using var reader = new FrameReader(new PiecemealStream(writer.Written.ToArray(), [.. sizes]), 1_000);
        var payloads = new List<string>();
        while (read(reader) is { } frame)
        {
            payloads.Add(Convert.ToHexString(frame.Payload.Span));
        }

        return payloads;
    }
}
