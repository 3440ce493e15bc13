using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// Reads requests on a thread of its own, which therefore sees the end of the input also while a document is being
/// parsed: a parse cannot be cancelled from within, so the process must be ended from beside it.
/// </summary>
/// <param name="frames">The parent's frames after its hello; disposed by the reading thread when it ends.</param>
/// <param name="log">Told what the parent did wrong.</param>
/// <param name="onEnd">Told on the reading thread, at once, why no more requests come.</param>
internal sealed class RequestReader(FrameReader frames, TextWriter log, Action<WorkerExitCode> onEnd)
{
    // The parent keeps at most four frames in flight; more would only make this process larger.
    private const int MaxWaiting = 4;

    private readonly RequestQueue _waiting = new(MaxWaiting);

    /// <summary>Why no more requests come; meaningful once <see cref="TryTake"/> gave false.</summary>
    public WorkerExitCode End { get; private set; }

    /// <summary>Starts the thread.</summary>
    public void Start() => new Thread(ReadAll) { IsBackground = true, Name = "requests" }.Start();

    /// <summary>Blocks until the next request.</summary>
    /// <param name="request">The request, owned by the caller.</param>
    /// <returns>False when no more come.</returns>
    public bool TryTake([NotNullWhen(true)] out PendingRequest? request) => _waiting.TryTake(out request);

    private void ReadAll()
    {
        using (frames)
        {
            End = ReadFrames();
        }

        onEnd(End);
        _waiting.Complete();
    }

    private WorkerExitCode ReadFrames()
    {
        try
        {
            while (frames.Read() is { } frame)
            {
                _waiting.Add(
                    frame.Kind == FrameKind.ParseRequest
                        ? new PendingRequest(frame.Payload.Span)
                        : throw new ProtocolViolationException($"A {frame.Kind} frame came where a request was due."));
            }

            return WorkerExitCode.EndOfInput;
        }
        catch (ProtocolViolationException error)
        {
            log.WriteLine(error.Message);
            return WorkerExitCode.MalformedInput;
        }
        catch (IOException)
        {
            // A pipe that breaks has ended.
            return WorkerExitCode.EndOfInput;
        }
    }
}
