namespace AsyncCrawler.Parsing;

/// <summary>What happened in the pool since it began. Thread-safe.</summary>
internal sealed class PoolCounters
{
    private readonly Lock _gate = new();
    private readonly Dictionary<WorkerDeathReason, int> _deaths = [];
    private int _retirements;
    private int _restarts;
    private int _failedStarts;
    private int _condemned;
    private int _spared;
    private QueueWaits _waits;

    public int Retirements => Volatile.Read(ref _retirements);

    public int Restarts => Volatile.Read(ref _restarts);

    public int FailedStarts => Volatile.Read(ref _failedStarts);

    public int Condemned => Volatile.Read(ref _condemned);

    public int Spared => Volatile.Read(ref _spared);

    public IReadOnlyDictionary<WorkerDeathReason, int> Deaths
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<WorkerDeathReason, int>(_deaths);
            }
        }
    }

    public QueueWaits Waits
    {
        get
        {
            lock (_gate)
            {
                return _waits;
            }
        }
    }

    public void AddDeath(WorkerDeathReason reason)
    {
        lock (_gate)
        {
            _deaths[reason] = _deaths.GetValueOrDefault(reason) + 1;
        }
    }

    public void AddWait(TimeSpan wait)
    {
        lock (_gate)
        {
            _waits = new QueueWaits(_waits.Count + 1, _waits.Total + wait, wait > _waits.Longest ? wait : _waits.Longest);
        }
    }

    public void AddRetirement() => Interlocked.Increment(ref _retirements);

    public void AddRestart() => Interlocked.Increment(ref _restarts);

    public void AddFailedStart() => Interlocked.Increment(ref _failedStarts);

    public void AddCondemned() => Interlocked.Increment(ref _condemned);

    public void AddSpared() => Interlocked.Increment(ref _spared);
}
