using System.Globalization;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Tests;

public sealed class WorkerLoopTests : IDisposable
{
    private readonly StringWriter _log = new(CultureInfo.InvariantCulture);
    private readonly RecordingStream _output = new();

    [Fact]
    public void Run_OfManyRequests_AnswersEachInOrder()
    {
        using var input = Conversation.Begin();
        for (var id = 0; id < 100; id++)
        {
            input.Ask(id);
        }

        var exit = Run(input, StubDocumentParser.Reply);

        Assert.Equal(WorkerExitCode.EndOfInput, exit);
        Assert.Equal(Enumerable.Range(0, 100).Select(id => (long)id), Replies().Select(reply => reply.DocumentId));
    }

    [Fact]
    public void Run_WhenTheCrawlerSpeaksAnotherVersion_SaysWhatToRebuild()
    {
        using var input = Conversation.Begin(version: ParserProtocol.Version + 1).Ask(1);

        var exit = Run(input, StubDocumentParser.Reply);

        Assert.Equal(WorkerExitCode.OtherVersion, exit);
        Assert.Equal(
            $"Parser worker speaks protocol {ParserProtocol.Version}, crawler speaks {ParserProtocol.Version + 1}: rebuild both (parser-worker folder is stale).",
            _log.ToString().Trim());
        Assert.Empty(Replies());
    }

    [Fact]
    public void Run_WhenTheInputEndsBeforeTheHello_EndsQuietly()
    {
        using var input = new FrameWriter();

        Assert.Equal(WorkerExitCode.EndOfInput, Run(input, StubDocumentParser.Reply));
        Assert.Empty(_log.ToString());
    }

    [Fact]
    public void Run_WhenARequestComesBeforeTheHello_IsMalformed()
    {
        using var input = new FrameWriter().Ask(1);

        Assert.Equal(WorkerExitCode.MalformedInput, Run(input, StubDocumentParser.Reply));
        Assert.Contains("hello", _log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage that is no frame")]
    [InlineData("\u0003\0\0\0\u0003abc")]
    [InlineData("\u0008\0\0\0\u0002\0\0\0\0\0\0\0\0")]
    [InlineData("\u0008\0\0\0\u0003")]
    public void Run_WhenGarbageFollowsARequest_AnswersTheRequestAndEndsMalformed(string garbage)
    {
        using var input = Conversation.Begin().Ask(1);
        input.WriteRaw(System.Text.Encoding.Latin1.GetBytes(garbage));

        Assert.Equal(WorkerExitCode.MalformedInput, Run(input, StubDocumentParser.Reply));
        Assert.Equal(1, Assert.Single(Replies()).DocumentId);
        Assert.Single(_log.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void Run_WhenAParserThrows_RefusesThatDocumentOnly()
    {
        using var input = Conversation.Begin().Ask(1).Ask(2).Ask(3);

        Run(input, request => request.DocumentId == 2 ? throw new InvalidOperationException("broken") : StubDocumentParser.Reply(request));

        var replies = Replies();
        Assert.Equal([1, 2, 3], replies.Select(reply => reply.DocumentId));
        var refused = Assert.IsType<ParseReply.Refused>(replies[1]);
        Assert.Equal(RefusalReason.ParserFault, refused.Reason);
        Assert.Equal("InvalidOperationException: broken", refused.Detail);
    }

    [Fact]
    public void R8_Run_BeforeADocumentIsBegun_HasSentTheRepliesOfAllBefore()
    {
        using var input = Conversation.Begin().Ask(1).Ask(2).Ask(3);
        var sent = new List<int>();

        Run(
            input,
            request =>
            {
                sent.Add(_output.Writes.Count);
                return StubDocumentParser.Reply(request);
            });

        // The hello is the first write: each document finds one more.
        Assert.Equal([1, 2, 3], sent);
        Assert.Equal(4, _output.Writes.Count);
    }

    [Fact]
    public void Run_WhenAReplyIsTooLarge_RefusesTheDocumentAndKeepsTheOthers()
    {
        using var input = Conversation.Begin().Ask(1).Ask(2).Ask(3);

        Run(input, request => StubDocumentParser.Reply(request) with { Title = request.DocumentId == 2 ? new string('t', ParserProtocol.MaxReplyPayload) : "t" });

        var replies = Replies();
        Assert.Equal([1, 2, 3], replies.Select(reply => reply.DocumentId));
        Assert.Equal(RefusalReason.ReplyTooLarge, Assert.IsType<ParseReply.Refused>(replies[1]).Reason);
    }

    [Fact]
    public void Run_WhenTheInputEndsInTheMiddleOfAParse_SaysSoAtOnce()
    {
        using var input = Conversation.Begin().Ask(1);
        var ended = new ManualResetEventSlim();
        var wasTold = false;

        Run(
            input,
            request =>
            {
                wasTold = ended.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
                return StubDocumentParser.Reply(request);
            },
            _ => ended.Set());

        Assert.True(wasTold);
    }

    [Fact]
    public void Run_WhenNobodyReadsTheOutput_Ends()
    {
        using var input = Conversation.Begin().Ask(1).Ask(2);
        using var output = new ClosedStream();
        var streams = new StandardStreams { Input = new MemoryStream(input.Written.ToArray()), Output = output, Log = _log };

        var exit = new WorkerLoop(streams, _ => new StubDocumentParser(StubDocumentParser.Reply), TimeProvider.System).Run(_ => { });

        Assert.Equal(WorkerExitCode.OutputClosed, exit);
    }

    [Fact]
    public void Run_GivesTheParserTheLimitsOfTheHello()
    {
        using var input = new FrameWriter();
        new CrawlerHello { ProtocolVersion = ParserProtocol.Version, Limits = new DocumentLimits { MaxLinks = 17 } }.WriteTo(input);
        DocumentLimits? given = null;
        var streams = new StandardStreams { Input = new MemoryStream(input.Written.ToArray()), Output = _output, Log = _log };

        new WorkerLoop(streams, limits => Keep(limits), TimeProvider.System).Run(_ => { });

        Assert.Equal(17, given?.MaxLinks);

        StubDocumentParser Keep(DocumentLimits limits)
        {
            given = limits;
            return new StubDocumentParser(StubDocumentParser.Reply);
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _output.Dispose();
    }

    private WorkerExitCode Run(FrameWriter input, Func<ParseRequest, ParseReply> parse, Action<WorkerExitCode>? onEnd = null)
    {
        var streams = new StandardStreams { Input = new MemoryStream(input.Written.ToArray()), Output = _output, Log = _log };
        return new WorkerLoop(streams, _ => new StubDocumentParser(parse), TimeProvider.System).Run(onEnd ?? (_ => { }));
    }

    private List<ParseReply> Replies()
    {
        _output.Position = 0;
        return Conversation.ReadReplies(_output);
    }
}
