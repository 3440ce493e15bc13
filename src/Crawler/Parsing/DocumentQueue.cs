using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace AsyncCrawler.Parsing;

/// <summary>
/// The documents that wait for a worker, oldest first, also those that a dead worker left behind. It has no capacity of its
/// own: for every entry a caller waits, so the callers' bound is its bound. Thread-safe.
/// </summary>
internal sealed class DocumentQueue(PoisonLedger poison, PoolCounters counters)
{
    // A worker that waits is fed by the thread that brings the document: see DocumentWindow.
    private readonly Channel<PendingDocument> _waiting = Channel.CreateUnboundedPrioritized(
        new UnboundedPrioritizedChannelOptions<PendingDocument>
        {
            AllowSynchronousContinuations = true,
            Comparer = Comparer<PendingDocument>.Create(static (x, y) => x.Id.CompareTo(y.Id)),
        });

    private Exception? _fault;

    /// <summary>How many documents wait.</summary>
    public int Count => _waiting.Reader.Count;

    /// <summary>Adds a document, or fails it when the queue is closed.</summary>
    public void Add(PendingDocument document)
    {
        if (!_waiting.Writer.TryWrite(document))
        {
            document.Fail(_fault ?? new ParserUnavailableException("The parser pool is closed."));
        }
    }

    /// <summary>Waits until there may be a document.</summary>
    /// <returns>False when the queue is closed.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _waiting.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the oldest document that is worth sending: its caller still waits, and its content is not known to be lethal.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake([NotNullWhen(true)] out PendingDocument? document)
    {
        while (_waiting.Reader.TryRead(out document))
        {
            if (document.IsOpen && !poison.TryAnswer(document, counters))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Fails what waits and what will be added. Later calls do nothing.</summary>
    public void Close(Exception fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out var document))
        {
            document.Fail(_fault);
        }
    }
}
