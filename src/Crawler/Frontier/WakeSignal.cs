namespace AsyncCrawler.Frontier;

/// <summary>Wakes the one that waits, or the next one that will, at once or at a time; any number of calls between two waits count as one. Thread-safe.</summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _isSet;

    /// <param name="time">The clock.</param>
    public WakeSignal(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static signal => ((WakeSignal?)signal)?.Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            _semaphore.Release();
        }
    }

    /// <summary>Sets it when a timestamp has come; replaces the time that was set before.</summary>
    public void SetAt(long timestamp)
    {
        var ticks = timestamp - _time.GetTimestamp();

        // Rounded up: a timer that fires a moment early would find nothing ready and be set again.
        var milliseconds = Math.Ceiling(Math.Max(0, ticks) * 1_000.0 / _time.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
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
}
