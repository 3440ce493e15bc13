using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// Reads requests on a thread of its own, which therefore sees the end of the input also while a document is being
/// parsed: a parse cannot be cancelled from within, so the process must be ended from beside it. For where
/// <see cref="EndOfInputWatch"/> is not to be had.
/// </summary>
/// <param name="frames">The parent's frames after its hello; disposed by the reading thread when it ends.</param>
/// <param name="log">Told what the parent did wrong.</param>
/// <param name="onEnd">Told on the reading thread, at once, why no more requests come.</param>
internal sealed class RequestReader(FrameReader frames, TextWriter log, Action<WorkerExitCode> onEnd) : IRequestSource
{
    // The parent keeps at most eight frames in flight; more would only make this process larger.
    private const int MaxWaiting = 8;

    private readonly RequestQueue _waiting = new(MaxWaiting);

    /// <inheritdoc/>
    public WorkerExitCode End { get; private set; }

    /// <inheritdoc/>
    public void Start() => new Thread(ReadAll) { IsBackground = true, Name = "requests" }.Start();

    /// <inheritdoc/>
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
                _waiting.Add(PendingRequest.Copy(frame));
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
