using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(" { \"a\" : [ 1 , 2.50e+3 ] }\r\n", "{\"a\":[1,2.50e+3]}")]
    [InlineData("\"a b\\\" c\\n\"", "\"a b\\\" c\\n\"")]
    [InlineData("\t\"\\\\\" ", "\"\\\\\"")]
    [InlineData("\"\\ud83d\\ude00 \u2028\"", "\"\\ud83d\\ude00 \u2028\"")]
    [InlineData("true", "true")]
    public void TryMake_OfJson_LeavesNothingOutButWhiteSpaceBetweenTokens(string json, string expected)
    {
        Assert.True(JsonText.TryMake(json, out var line));
        Assert.Equal(expected, line);
        Assert.True(JsonText.Is(line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{bad}")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// note\n{}")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("NaN")]
    [InlineData("\"unclosed")]
    [InlineData("\ufeff{}")]
    public void TryMake_OfSomethingElse_RefusesIt(string json) => Assert.False(JsonText.TryMake(json, out _));

    [Fact]
    public void TryMake_OfALoneSurrogate_RefusesIt() => Assert.False(JsonText.TryMake("\"\ud800\"", out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(1_000_000, false)]
    public void TryMake_OfNestedArrays_TakesThemToTheDepthLimit(int depth, bool expected) =>
        Assert.Equal(expected, JsonText.TryMake(new string('[', depth) + new string(']', depth), out _));

    [Fact]
    public void TryMake_OfAnySerialisedText_KeepsItsMeaning() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var json = $" [ {JsonSerializer.Serialize(text.Get)} ,\n{{ }} ] ";
            return JsonText.TryMake(json, out var line) && !line.Contains('\n')
                && JsonSerializer.Serialize(JsonElement.Parse(line)) == JsonSerializer.Serialize(JsonElement.Parse(json));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{ }")]
    [InlineData("[1,\n2]")]
    [InlineData("{},\"outcome\":\"ok\"")]
    public void S23_ReplyWithJsonThatWouldBreakALine_IsAViolation(string block)
    {
        using var writer = new FrameWriter();
        new ParseReply.Parsed { DocumentId = 1, Charset = "UTF-8", StructuredData = new ParsedStructuredData { JsonLd = [block] } }.WriteTo(writer);

        Assert.Throws<ProtocolViolationException>(() => ParseReply.Read(new Frame(FrameKind.Parsed, writer.Written[ParserProtocol.FrameHeaderLength..])));
    }

    [Fact]
    public void S23_ReplyWithWhatNobodyAskedFor_IsAViolation()
    {
        var request = new ParseRequest { DocumentId = 1, Kind = DocumentKind.Html, Url = "http://a.test/", Body = default };
        var reply = new ParseReply.Parsed { DocumentId = 1, Charset = "UTF-8" };
        var limits = new DocumentLimits { MaxPageText = 3 };

        Violates(reply with { PageText = "a" }, request, limits);
        Violates(reply with { PageText = "éééé" }, request with { TextForm = PageTextForm.Plain }, limits);
        Violates(reply with { PageText = new string('x', 100) }, request with { TextForm = PageTextForm.Plain }, limits);
        Violates(reply with { StructuredData = new ParsedStructuredData { JsonLd = ["1"] } }, request, limits);
        Violates(reply with { StructuredData = new ParsedStructuredData { Properties = [new ParsedProperty("og:a", "b")] } }, request, limits);
        Violates(
            reply with { StructuredData = new ParsedStructuredData { JsonLd = ["11", "22"] } }, request with { WantsStructuredData = true }, limits with { MaxJsonLdLength = 3 });
    }

    private static void Violates(ParseReply.Parsed reply, ParseRequest request, DocumentLimits limits)
    {
        using var writer = new FrameWriter();
        reply.WriteTo(writer);
        var frame = new Frame(FrameKind.Parsed, writer.Written[ParserProtocol.FrameHeaderLength..]);
        Assert.IsType<ParseReply.Parsed>(ParseReply.Read(frame));
        Assert.Throws<ProtocolViolationException>(() => ParseReply.Read(frame, ReplyBounds.For(limits, request)));
    }
}
