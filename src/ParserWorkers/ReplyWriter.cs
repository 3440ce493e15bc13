using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>Collects replies, so that a burst of small ones leaves in one write. Not thread-safe.</summary>
/// <param name="output">Where to; not disposed here.</param>
internal sealed class ReplyWriter(Stream output) : IDisposable
{
    // The capacity of a pipe on Linux: more would not leave in one piece anyway.
    private const int FlushThreshold = 64 * 1024;

    private readonly FrameWriter _frames = new();

    /// <summary>True when so much is collected that it should leave.</summary>
    public bool IsFull => _frames.Written.Length >= FlushThreshold;

    /// <summary>Collects the worker's hello.</summary>
    /// <param name="hello">The hello.</param>
    public void Add(WorkerHello hello) => hello.WriteTo(_frames);

    /// <summary>Collects a reply; one that the parent would not accept becomes a refusal.</summary>
    /// <param name="reply">The reply.</param>
    public void Add(ParseReply reply)
    {
        var before = _frames.Written.Length;
        reply.WriteTo(_frames);
        var payload = _frames.Written.Length - before - ParserProtocol.FrameHeaderLength;
        if (payload <= ParserProtocol.MaxReplyPayload)
        {
            return;
        }

        output.Write(_frames.Written.Span[..before]);
        _frames.Clear();
        new ParseReply.Refused
        {
            DocumentId = reply.DocumentId,
            Reason = RefusalReason.ReplyTooLarge,
            Detail = $"The reply has {payload} bytes where {ParserProtocol.MaxReplyPayload} are allowed: ask for fewer fields.",
        }.WriteTo(_frames);
    }

    /// <summary>Sends what is collected.</summary>
    /// <exception cref="IOException">Nobody reads any more.</exception>
    public void Flush()
    {
        output.Write(_frames.Written.Span);
        output.Flush();
        _frames.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();
}
