using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// Reads requests on the thread that parses them: the pipe is the queue, and no byte is copied twice. A reader beside it would
/// be woken for every page, and takes a tenth of the processor time that a page costs.
/// </summary>
/// <param name="frames">The parent's frames after its hello; disposed with their end.</param>
/// <param name="log">Told what the parent did wrong.</param>
/// <param name="onEnd">Told at once why no more requests come.</param>
internal sealed class DirectRequests(FrameReader frames, TextWriter log, Action<WorkerExitCode> onEnd) : IRequestSource
{
    /// <inheritdoc/>
    public WorkerExitCode End { get; private set; }

    /// <inheritdoc/>
    public void Start() => EndOfInputWatch.Start(() => onEnd(WorkerExitCode.EndOfInput));

    /// <inheritdoc/>
    public bool TryTake([NotNullWhen(true)] out PendingRequest? request)
    {
        request = null;
        try
        {
            if (frames.Read() is { } frame)
            {
                request = PendingRequest.Borrow(frame);
                return true;
            }
        }
        catch (ProtocolViolationException error)
        {
            log.WriteLine(error.Message);
            End = WorkerExitCode.MalformedInput;
        }
        catch (IOException)
        {
            // A pipe that breaks has ended.
        }

        frames.Dispose();
        onEnd(End);
        return false;
    }
}
