using System.Threading.Channels;

namespace AsyncCrawler.Parsing;

/// <summary>
/// The documents sent to one worker and not yet answered, in the order of sending, and the deadline of the first of them:
/// the worker works in order, so only the first can be at fault. Thread-safe.
/// </summary>
internal sealed class DocumentWindow : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingDocument> _unanswered = new();

    // Numbers of places that came free together. Whoever waits for them goes on at once, on the thread that gives them: handing
    // every document to yet another thread costs more than sending it.
    private readonly Channel<int> _room = Channel.CreateUnbounded<int>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true, SingleReader = true });

    private readonly int _size;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _time;
    private readonly Action _overdue;
    private readonly ITimer _timer;
    private bool _isTimerSet;
    private long _firstSince;

    /// <summary>Opens an empty window.</summary>
    /// <param name="size">Most documents in it.</param>
    /// <param name="deadline">Longest time that a document may be the first.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="overdue">Called when the deadline has passed, on a thread of the timer.</param>
    public DocumentWindow(int size, TimeSpan deadline, TimeProvider time, Action overdue)
    {
        (_size, _deadline, _time, _overdue) = (size, deadline, time, overdue);
        Release(size);
        _timer = time.CreateTimer(_ => CheckDeadline(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many documents are unanswered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _unanswered.Count;
            }
        }
    }

    /// <summary>The document for which the next answer is due; null when none is.</summary>
    public PendingDocument? First
    {
        get
        {
            lock (_gate)
            {
                return _unanswered.TryPeek(out var first) ? first : null;
            }
        }
    }

    /// <summary>Waits for room, and reserves it.</summary>
    /// <returns>For how many documents: those places that came free together.</returns>
    public ValueTask<int> ReserveAsync(CancellationToken cancellationToken) => _room.Reader.ReadAsync(cancellationToken);

    /// <summary>Gives back room: that was not used, or whose documents are answered. Whoever waits for it runs before this returns.</summary>
    /// <param name="places">For how many documents; none does nothing.</param>
    public void Release(int places)
    {
        if (places > 0)
        {
            _room.Writer.TryWrite(places);
        }
    }

    /// <summary>Waits until every document is answered.</summary>
    public async Task WaitUntilEmptyAsync(CancellationToken cancellationToken)
    {
        for (var free = 0; free < _size;)
        {
            free += await ReserveAsync(cancellationToken);
        }

        Release(_size);
    }

    /// <summary>Puts a document behind the others, into room reserved before.</summary>
    public void Add(PendingDocument document)
    {
        lock (_gate)
        {
            _unanswered.Enqueue(document);
            if (_unanswered.Count > 1)
            {
                return;
            }

            _firstSince = _time.GetTimestamp();
            if (!_isTimerSet)
            {
                SetTimer(_deadline);
            }
        }
    }

    /// <summary>Takes the first document out, because its answer is good; the deadline of the next begins. Its room stays taken until <see cref="Release"/>.</summary>
    /// <returns>False when none was left, because another took them all.</returns>
    public bool TryRemoveFirst()
    {
        lock (_gate)
        {
            _firstSince = _time.GetTimestamp();
            return _unanswered.TryDequeue(out _);
        }
    }

    /// <summary>Takes out all documents, oldest first; the deadline ends.</summary>
    public IReadOnlyList<PendingDocument> TakeAll()
    {
        lock (_gate)
        {
            PendingDocument[] all = [.. _unanswered];
            _unanswered.Clear();
            return all;
        }
    }

    /// <summary>Stops the deadline.</summary>
    public void Dispose() => _timer.Dispose();

    // The timer is not set anew for every document: when it fires it is set for what is left of the deadline of the
    // document that is the first by then. So a document costs one look at the clock.
    private void CheckDeadline()
    {
        lock (_gate)
        {
            _isTimerSet = false;
            if (_unanswered.Count == 0)
            {
                return;
            }

            var left = _deadline - _time.GetElapsedTime(_firstSince);
            if (left > TimeSpan.Zero)
            {
                SetTimer(left);
                return;
            }
        }

        _overdue();
    }

    private void SetTimer(TimeSpan dueTime)
    {
        // A timer counts whole milliseconds: rounded up, so that it never fires too early and then over and over.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(dueTime.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        _isTimerSet = true;
    }
}
