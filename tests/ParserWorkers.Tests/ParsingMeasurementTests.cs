using System.Text;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Tests;

public sealed class ParsingMeasurementTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(2, 3)]
    public void Run_WithTwoSamples_ParsesAsManyPagesAsWanted(int pages, int threads)
    {
        using var frames = Conversation.Begin().Ask(1).Ask(2);

        var (end, output, _) = Run(frames, pages, threads);

        Assert.Equal(WorkerExitCode.EndOfInput, end);
        Assert.Equal($"{pages}\n", output);
    }

    [Fact]
    public void Run_WithoutASample_SaysWhatIsMissing()
    {
        using var frames = Conversation.Begin();

        var (end, output, log) = Run(frames, pages: 1, threads: 1);

        Assert.Equal(WorkerExitCode.MalformedInput, end);
        Assert.Empty(output);
        Assert.Contains("at least one page", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OfAnotherProtocol_Refuses()
    {
        using var frames = Conversation.Begin(ParserProtocol.Version + 1).Ask(1);

        Assert.Equal(WorkerExitCode.MalformedInput, Run(frames, pages: 1, threads: 1).End);
    }

    [Fact]
    public void Run_CountsOnlyWhatWasParsed()
    {
        using var frames = Conversation.Begin().Ask(1).Ask(13);

        Assert.Equal("3\n", Run(frames, pages: 6, threads: 2).Output);
    }

    private static (WorkerExitCode End, string Output, string Log) Run(FrameWriter frames, int pages, int threads)
    {
        using var output = new MemoryStream();
        var log = new StringWriter();
        var streams = new StandardStreams { Input = new MemoryStream(frames.Written.ToArray()), Output = output, Log = log };

        var end = new ParsingMeasurement(streams, _ => new StubDocumentParser(ParseUnlessThirteen)).Run(pages, threads);

        return (end, Encoding.ASCII.GetString(output.ToArray()), log.ToString());
    }

    private static ParseReply ParseUnlessThirteen(ParseRequest request) => request.DocumentId == 13
        ? new ParseReply.Refused { DocumentId = 13, Reason = RefusalReason.BadRequest, Detail = "13" }
        : StubDocumentParser.Reply(request);
}
