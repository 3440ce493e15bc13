namespace AsyncCrawler.Frontier;

/// <summary>
/// Wakes the one that waits, at once or at a time. It need not be woken for what is not due before that time: so of very many
/// hosts that wait, one timer is all that moves. Thread-safe, except that whoever says or asks for times holds the lock of what
/// the times are about.
/// </summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;
    private int _isSet;

    /// <param name="time">The clock.</param>
    public WakeSignal(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static signal => ((WakeSignal?)signal)?.Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timestamp until which somebody waits if nothing happens; the least of all while nobody does, who would have to be woken.</summary>
    public long WaitsUntil { get; private set; } = long.MinValue;

    /// <summary>Says that nobody waits: whoever would wait next looks first.</summary>
    public void NobodyWaits() => WaitsUntil = long.MinValue;

    /// <summary>Says that somebody is about to wait, and sets it when a timestamp has come; null when only an event can help.</summary>
    public void WaitUntil(long? timestamp)
    {
        WaitsUntil = timestamp ?? long.MaxValue;
        if (timestamp is not { } at || Volatile.Read(ref _armedFor) == at)
        {
            return;
        }

        // Rounded up: a timer that fires a moment early would find nothing ready and be set again.
        Volatile.Write(ref _armedFor, at);
        var milliseconds = Math.Ceiling(Math.Max(0, at - _time.GetTimestamp()) * 1_000.0 / _time.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sets it if somebody waits for longer than until a timestamp.</summary>
    public void SetIfBefore(long timestamp)
    {
        if (timestamp < WaitsUntil)
        {
            Set();
        }
    }

    /// <summary>Sets it. Any number of calls between two waits count as one.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            _semaphore.Release();
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _isSet, 0);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _semaphore.Dispose();
    }

    private void Fire()
    {
        Volatile.Write(ref _armedFor, long.MaxValue);
        Set();
    }
}
