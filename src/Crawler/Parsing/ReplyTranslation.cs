using System.Diagnostics;
using AsyncCrawler.Contracts;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>Turns what a child says into what we say, and holds it to the limits that it was told: a child that exceeds them is not ours any more.</summary>
internal static class ReplyTranslation
{
    private const int MaxDetail = 500;

    /// <summary>The outcome that a reply stands for.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="document">What it answers.</param>
    /// <param name="worker">Who gave it.</param>
    /// <param name="limits">What the hello allowed.</param>
    /// <exception cref="ProtocolViolationException">There is more of something than allowed, or a reason that does not exist.</exception>
    public static ParseOutcome ToOutcome(ParseReply reply, PendingDocument document, WorkerIdentity worker, DocumentLimits limits)
    {
        switch (reply)
        {
            case ParseReply.Parsed parsed:
                CheckCounts(parsed, document.Fields, limits);
                return new ParseOutcome.Parsed { Reply = parsed, Worker = worker, Elapsed = document.Age };
            case ParseReply.Refused refused:
                return new ParseOutcome.Failed
                {
                    Reason = ToFailure(refused.Reason),
                    Detail = PrintableText.Of(refused.Detail, MaxDetail),
                    Worker = worker,
                    Elapsed = document.Age,
                };
            default:
                throw new UnreachableException();
        }
    }

    private static void CheckCounts(ParseReply.Parsed reply, IReadOnlyList<FieldRule> fields, DocumentLimits limits)
    {
        CheckCount("links", reply.Links.Count, limits.MaxLinks);
        CheckCount("fields", reply.Fields.Count, fields.Count);
        foreach (var field in reply.Fields)
        {
            CheckCount("values of a field", field.Values.Count, limits.MaxFieldValues);
        }
    }

    private static void CheckCount(string what, int count, int limit)
    {
        if (count > limit)
        {
            throw new ProtocolViolationException($"A reply has {count} {what} where {limit} are allowed.");
        }
    }

    private static ParseFailureReason ToFailure(RefusalReason reason) => reason switch
    {
        RefusalReason.NotADocument => ParseFailureReason.NotADocument,
        RefusalReason.ParserFault or RefusalReason.BadRequest => ParseFailureReason.ParserFault,
        RefusalReason.ReplyTooLarge => ParseFailureReason.TooLarge,
        _ => throw new ProtocolViolationException($"Refusal reason {(byte)reason} is unknown."),
    };
}
