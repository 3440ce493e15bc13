using System.Diagnostics;
using AsyncCrawler.Contracts;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>Turns what a child says into what we say.</summary>
internal static class ReplyTranslation
{
    private const int MaxDetail = 500;

    /// <summary>The outcome that a reply stands for.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="document">What it should answer.</param>
    /// <param name="worker">Who gave it.</param>
    /// <exception cref="ProtocolViolationException">It answers another document, or gives a reason that does not exist.</exception>
    public static ParseOutcome ToOutcome(ParseReply reply, PendingDocument document, WorkerIdentity worker)
    {
        if (reply.DocumentId != document.Id)
        {
            throw new ProtocolViolationException($"An answer for document {reply.DocumentId} came where one for document {document.Id} was due.");
        }

        return reply switch
        {
            ParseReply.Parsed parsed => new ParseOutcome.Parsed { Reply = parsed, Worker = worker, Elapsed = document.Age },
            ParseReply.Refused refused => new ParseOutcome.Failed
            {
                Reason = ToFailure(refused.Reason),
                Detail = PrintableText.Of(refused.Detail, MaxDetail),
                Worker = worker,
                Elapsed = document.Age,
            },
            _ => throw new UnreachableException(),
        };
    }

    private static ParseFailureReason ToFailure(RefusalReason reason) => reason switch
    {
        RefusalReason.NotADocument => ParseFailureReason.NotADocument,
        RefusalReason.ParserFault or RefusalReason.BadRequest => ParseFailureReason.ParserFault,
        RefusalReason.ReplyTooLarge => ParseFailureReason.TooLarge,
        RefusalReason.TooMuchMemory => ParseFailureReason.OutOfMemory,
        RefusalReason.TooMuchTime => ParseFailureReason.TimedOut,
        _ => throw new ProtocolViolationException($"Refusal reason {(byte)reason} is unknown."),
    };
}
