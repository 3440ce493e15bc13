using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests;

public sealed class MessageRoundTripTests
{
    [Fact]
    public void WorkerHello_WrittenAndRead_IsTheSame() =>
        Prop.ForAll(Messages.WorkerHellos, hello => WorkerHello.Read(Write(FrameKind.WorkerHello, hello.WriteTo).Payload) == hello).QuickCheckThrowOnFailure();

    [Fact]
    public void WorkerHello_WithLayers_BringsThemOver() =>
        Prop.ForAll(Messages.Layers, layers =>
        {
            var hello = new WorkerHello { ProtocolVersion = ParserProtocol.Version, ProcessId = 1, Layers = layers };
            return WorkerHello.Read(Write(FrameKind.WorkerHello, hello.WriteTo).Payload).Layers.SequenceEqual(layers);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WorkerHello_OfAnotherVersion_TellsItsVersionWhateverFollows()
    {
        byte[] payload = [99, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];

        var hello = WorkerHello.Read(payload);

        Assert.Equal((99, 1, 0), (hello.ProtocolVersion, hello.ProcessId, hello.Layers.Count));
    }

    [Fact]
    public void WorkerHello_WithMoreLayersThanThereCanBe_IsRefused()
    {
        var layers = Enumerable.Repeat(new ConfinementLayer("x", true, ""), 15).ToArray();
        var hello = new WorkerHello { ProtocolVersion = ParserProtocol.Version, ProcessId = 1, Layers = layers };

        Assert.Throws<ProtocolViolationException>(() => WorkerHello.Read(Write(FrameKind.WorkerHello, hello.WriteTo).Payload));
    }

    [Fact]
    public void CrawlerHello_WrittenAndRead_IsTheSame() =>
        Prop.ForAll(Messages.CrawlerHellos, hello => CrawlerHello.Read(Write(FrameKind.CrawlerHello, hello.WriteTo).Payload) == hello).QuickCheckThrowOnFailure();

    [Fact]
    public void CrawlerHello_OfAnotherVersion_TellsItsVersionWhateverFollows()
    {
        var payload = BitConverter.GetBytes(99).Concat("whatever that version sends"u8.ToArray()).ToArray();

        Assert.Equal(99, CrawlerHello.Read(payload).ProtocolVersion);
    }

    [Fact]
    public void ParseRequest_WrittenAndRead_IsTheSame() =>
        Prop.ForAll(Messages.Requests, request => Same(request, ParseRequest.Read(Write(FrameKind.ParseRequest, request.WriteTo).Payload))).QuickCheckThrowOnFailure();

    [Fact]
    public void ParseReply_WrittenAndRead_IsTheSame() =>
        Prop.ForAll(Messages.Replies, reply =>
        {
            var kind = reply is ParseReply.Parsed ? FrameKind.Parsed : FrameKind.Refused;
            return Same(reply, ParseReply.Read(Write(kind, reply.WriteTo)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ParseReply_OfAnotherFrameKind_IsAViolation() =>
        Assert.Throws<ProtocolViolationException>(() => ParseReply.Read(new Frame(FrameKind.WorkerHello, default)));

    [Fact]
    public void WriteText_OfALoneSurrogate_WritesTheReplacementCharacter()
    {
        using var writer = new FrameWriter();
        new ParseReply.Refused { DocumentId = 1, Reason = RefusalReason.ParserFault, Detail = "a\uD800b" }.WriteTo(writer);

        var refused = Assert.IsType<ParseReply.Refused>(ParseReply.Read(Single(writer)));

        Assert.Equal("a\uFFFDb", refused.Detail);
    }

    private static Frame Write(FrameKind kind, Action<FrameWriter> write)
    {
        using var writer = new FrameWriter();
        write(writer);
        var frame = Single(writer);
        Assert.Equal(kind, frame.Kind);
        return frame;
    }

    private static Frame Single(FrameWriter writer)
    {
        using var stream = new MemoryStream(writer.Written.ToArray());
        var reader = new FrameReader(stream, int.MaxValue);
        var frame = Assert.NotNull(reader.Read());
        Assert.Null(reader.Read());
        return frame with { Payload = frame.Payload.ToArray() };
    }

    // Records with lists compare their lists by identity; their texts do not.
    private static bool Same<T>(T expected, T actual) => JsonSerializer.Serialize<object?>(expected, JsonSerializerOptions.Default) == JsonSerializer.Serialize<object?>(actual, JsonSerializerOptions.Default);
}
