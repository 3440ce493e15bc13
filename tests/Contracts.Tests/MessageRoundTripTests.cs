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
