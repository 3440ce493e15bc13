using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// Sends replies, each in one write and before the next document is begun: a finished reply must not wait beside a
/// document that may kill this process, because the parent blames the first one without an answer. Not thread-safe.
/// </summary>
/// <param name="output">Where to; not disposed here.</param>
internal sealed class ReplyWriter(Stream output) : IDisposable
{
    private readonly FrameWriter _frames = new();

    /// <summary>Sends the worker's hello.</summary>
    /// <param name="hello">The hello.</param>
    /// <exception cref="IOException">Nobody reads any more.</exception>
    public void Send(WorkerHello hello)
    {
        _frames.Clear();
        hello.WriteTo(_frames);
        Flush();
    }

    /// <summary>Sends a reply; instead of one that the parent would not accept, a refusal.</summary>
    /// <param name="reply">The reply.</param>
    /// <exception cref="IOException">Nobody reads any more.</exception>
    public void Send(ParseReply reply)
    {
        _frames.Clear();
        reply.WriteTo(_frames);
        var payload = _frames.Written.Length - ParserProtocol.FrameHeaderLength;
        if (payload > ParserProtocol.MaxReplyPayload)
        {
            Send(new ParseReply.Refused
            {
                DocumentId = reply.DocumentId,
                Reason = RefusalReason.ReplyTooLarge,
                Detail = $"The reply has {payload} bytes where {ParserProtocol.MaxReplyPayload} are allowed: ask for fewer fields.",
            });
            return;
        }

        Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();

    private void Flush()
    {
        output.Write(_frames.Written.Span);
        output.Flush();
    }
}
