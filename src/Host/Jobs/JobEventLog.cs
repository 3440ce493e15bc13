namespace AsyncCrawler.Host.Jobs;

/// <summary>
/// The last events of a job, for any number of readers at their own speed: a reader that is too slow misses events and is
/// told so, and costs no memory. Thread-safe.
/// </summary>
internal sealed class JobEventLog
{
    /// <summary>Events that are kept.</summary>
    public const int Capacity = 4_096;

    private readonly JobEvent?[] _ring = new JobEvent?[Capacity];
    private readonly Lock _gate = new();
    private TaskCompletionSource? _came;
    private long _nextId;
    private bool _isClosed;

    /// <param name="firstId">The id of the first event; higher than any that an earlier process has given.</param>
    public JobEventLog(long firstId) => _nextId = firstId;

    /// <summary>The id that the next event will have.</summary>
    public long NextId
    {
        get
        {
            lock (_gate)
            {
                return _nextId;
            }
        }
    }

    /// <summary>Adds an event, and wakes those who wait.</summary>
    public void Add(string type, ReadOnlyMemory<byte> data)
    {
        TaskCompletionSource? came;
        lock (_gate)
        {
            _ring[_nextId % Capacity] = new JobEvent(_nextId, type, data);
            _nextId++;
            (came, _came) = (_came, null);
        }

        came?.TrySetResult();
    }

    /// <summary>True when no event will come any more.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Tells that no event will come any more, and wakes those who wait.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Volatile.Write(ref _isClosed, true);
            _came?.TrySetResult();
        }
    }

    /// <summary>The events from an id on that are still there.</summary>
    /// <param name="firstId">The first that the reader wants.</param>
    /// <param name="came">Completes when there is one after those.</param>
    /// <param name="isComplete">False when events from <paramref name="firstId"/> on are gone, or it is of another process.</param>
    public IReadOnlyList<JobEvent> Read(long firstId, out Task came, out bool isComplete)
    {
        lock (_gate)
        {
            came = _isClosed ? Task.CompletedTask : (_came ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            var events = new List<JobEvent>();
            for (var id = Math.Max(firstId, _nextId - Capacity); id < _nextId; id++)
            {
                if (_ring[id % Capacity] is { } kept && kept.Id == id)
                {
                    events.Add(kept);
                }
            }

            isComplete = firstId == _nextId || (events.Count > 0 && events[0].Id == firstId);
            return events;
        }
    }
}
