using System.Text;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.FakeWorker;

/// <summary>Speaks the protocol as a worker should, until a document says otherwise. One thread: it does not see the end of its input in the middle of a document.</summary>
internal sealed class FakeConversation
{
    private readonly Stream _input = Console.OpenStandardInput();
    private readonly Stream _output = Console.OpenStandardOutput();

    /// <summary>True when it answers all that it read at once in one write; otherwise each document by itself. Default false.</summary>
    public bool AnswersTogether { get; init; }

    /// <summary>The walls that it says it has.</summary>
    public IReadOnlyList<ConfinementLayer> Layers { get; init; } = [];

    public void Run(int protocolVersion, bool refusesFirstPage)
    {
        Send(writer => new WorkerHello { ProtocolVersion = protocolVersion, ProcessId = Environment.ProcessId, Layers = Layers }.WriteTo(writer));
        using var reader = new FrameReader(_input, ParserProtocol.MaxRequestPayload);
        if (reader.Read() is not { Kind: FrameKind.CrawlerHello })
        {
            return;
        }

        var misdeeds = new Misdeeds(_input, _output);
        using var answers = new FrameWriter();
        while (reader.Read() is { } frame)
        {
            var request = ParseRequest.Read(frame.Payload);
            var text = Encoding.UTF8.GetString(request.Body.Span);
            Answer(request, text, refusesFirstPage, misdeeds).WriteTo(answers);
            if (!AnswersTogether || !reader.HasFrame)
            {
                _output.Write(answers.Written.Span);
                answers.Clear();
                misdeeds.NoteAnswers();
            }
        }
    }

    private static ParseReply Answer(ParseRequest request, string text, bool refusesFirstPage, Misdeeds misdeeds)
    {
        if (request.DocumentId == 0)
        {
            return refusesFirstPage ? Misdeeds.Refuse(0, RefusalReason.ParserFault, "no page is good enough") : Misdeeds.Say(0, "ready");
        }

        if (request.Fields.Any(field => field.Expression == "bad"))
        {
            return Misdeeds.Refuse(request.DocumentId, RefusalReason.BadRequest, "Field 'x': 'bad' is no selector at position 1.");
        }

        return misdeeds.Do(request.DocumentId, text);
    }

    private void Send(Action<FrameWriter> write)
    {
        using var writer = new FrameWriter();
        write(writer);
        _output.Write(writer.Written.Span);
    }
}
