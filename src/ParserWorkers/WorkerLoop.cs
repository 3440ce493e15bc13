using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>The conversation of one worker with its parent: hello, hello, then requests answered strictly in order.</summary>
/// <param name="streams">The parent's ends.</param>
/// <param name="makeParser">Makes the parser once the limits are known.</param>
/// <param name="time">Measures each parse.</param>
internal sealed class WorkerLoop(StandardStreams streams, Func<DocumentLimits, IDocumentParser> makeParser, TimeProvider time)
{
    /// <summary>The walls around this process, for the hello. Default none.</summary>
    public IReadOnlyList<ConfinementLayer> Layers { get; init; } = [];

    /// <summary>Works until the parent ends the conversation.</summary>
    /// <param name="onEndOfRequests">
    /// Told on another thread, at once, when no more requests come, also in the middle of a parse; the real program ends
    /// itself there. When it returns, the requests that already came are answered before this method returns.
    /// </param>
    /// <returns>Why the conversation ended.</returns>
    public WorkerExitCode Run(Action<WorkerExitCode> onEndOfRequests)
    {
        var frames = new FrameReader(streams.Input, ParserProtocol.MaxRequestPayload);
        using var replies = new ReplyWriter(streams.Output);
        try
        {
            replies.Send(new WorkerHello { ProtocolVersion = ParserProtocol.Version, ProcessId = Environment.ProcessId, Layers = Layers });
            return frames.Read() is { } first ? Converse(ReadHello(first), frames, replies, onEndOfRequests) : WorkerExitCode.EndOfInput;
        }
        catch (ProtocolViolationException error)
        {
            streams.Log.WriteLine(error.Message);
            return WorkerExitCode.MalformedInput;
        }
        catch (IOException error)
        {
            streams.Log.WriteLine($"The parent no longer reads: {error.Message}");
            return WorkerExitCode.OutputClosed;
        }
    }

    private static CrawlerHello ReadHello(Frame first) =>
        first.Kind == FrameKind.CrawlerHello
            ? CrawlerHello.Read(first.Payload)
            : throw new ProtocolViolationException($"A {first.Kind} frame came where the crawler's hello was due.");

    private WorkerExitCode Converse(CrawlerHello hello, FrameReader frames, ReplyWriter replies, Action<WorkerExitCode> onEndOfRequests)
    {
        if (hello.ProtocolVersion != ParserProtocol.Version)
        {
            streams.Log.WriteLine(
                $"Parser worker speaks protocol {ParserProtocol.Version}, crawler speaks {hello.ProtocolVersion}: rebuild both (parser-worker folder is stale).");
            return WorkerExitCode.OtherVersion;
        }

        var parser = makeParser(hello.Limits);
        IRequestSource requests = streams.IsInputWatched
            ? new DirectRequests(frames, streams.Log, onEndOfRequests)
            : new RequestReader(frames, streams.Log, onEndOfRequests);
        requests.Start();
        while (requests.TryTake(out var pending))
        {
            using (pending)
            {
                replies.Send(Answer(parser, pending.Request));
            }
        }

        return requests.End;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Edge of the child: a fault of a parser becomes the refusal of one document.")]
    private ParseReply Answer(IDocumentParser parser, ParseRequest request)
    {
        var start = time.GetTimestamp();
        try
        {
            var reply = parser.Parse(request);
            return reply is ParseReply.Parsed parsed
                ? parsed with { ElapsedMicroseconds = (long)time.GetElapsedTime(start).TotalMicroseconds }
                : reply;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            return new ParseReply.Refused
            {
                DocumentId = request.DocumentId,
                Reason = RefusalReason.ParserFault,
                Detail = $"{error.GetType().Name}: {error.Message}",
            };
        }
    }
}
