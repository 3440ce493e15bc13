using System.Threading.Tasks.Sources;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Wakes the one that waits, at once or at a time. It need not be woken for what is not due before that time: so of very many
/// hosts that wait, one timer is all that moves. Thread-safe, except that whoever says or asks for times holds the lock of what
/// the times are about.
/// </summary>
internal sealed class WakeSignal : IValueTaskSource, IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _tick;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _wait;
    private CancellationTokenRegistration _cancellation;
    private long _armedFor = long.MaxValue;
    private bool _isAwaited;
    private bool _isSet;

    /// <param name="tick">
    /// Waits end on multiples of this, so that what falls due within it is done in one go: to be woken costs more than all that
    /// is done then. Zero to be woken for each time by itself.
    /// </param>
    /// <param name="time">The clock.</param>
    public WakeSignal(TimeSpan tick, TimeProvider time)
    {
        _time = time;
        _tick = Math.Max(1, time.ToTicks(tick));
        _timer = time.CreateTimer(static signal => ((WakeSignal?)signal)?.Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timestamp until which somebody waits if nothing happens; the least of all while nobody does, who would have to be woken.</summary>
    public long WaitsUntil { get; private set; } = long.MinValue;

    /// <summary>While true, <see cref="SetIfBefore"/> does nothing: whoever holds it looks for itself.</summary>
    public bool IsHeld { private get; set; }

    /// <summary>Says that nobody waits: whoever would wait next looks first.</summary>
    public void NobodyWaits() => WaitsUntil = long.MinValue;

    /// <summary>Says that somebody is about to wait, and sets it when a timestamp has come; the greatest of all when only an event can help.</summary>
    public void WaitUntil(long timestamp)
    {
        if (timestamp == long.MaxValue)
        {
            WaitsUntil = timestamp;
            return;
        }

        var at = (timestamp + _tick - 1) / _tick * _tick;
        WaitsUntil = at;
        if (Volatile.Read(ref _armedFor) <= at)
        {
            // It fires a little early then, and whoever waits looks and says anew until when: that is rarer than waits are.
            return;
        }

        // Rounded up: a timer that fires a moment early would find nothing ready and be set again.
        Volatile.Write(ref _armedFor, at);
        var milliseconds = Math.Ceiling(Math.Max(0, at - _time.GetTimestamp()) * 1_000.0 / _time.TimestampFrequency);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets the one that waits, if anybody does, wait no longer than until a timestamp.</summary>
    public void WaitNoLongerThan(long timestamp)
    {
        if (timestamp < WaitsUntil)
        {
            WaitUntil(timestamp);
        }
    }

    /// <summary>Sets it if somebody waits for longer than until a timestamp.</summary>
    public void SetIfBefore(long timestamp)
    {
        if (!IsHeld && timestamp < WaitsUntil)
        {
            Set();
        }
    }

    /// <summary>Sets it. Any number of calls between two waits count as one.</summary>
    /// <param name="lendsThread">True when the caller holds no lock and can wait: then the one that waits goes on here, without a change of threads.</param>
    public void Set(bool lendsThread = false)
    {
        lock (_gate)
        {
            if (!_isAwaited)
            {
                _isSet = true;
                return;
            }

            EndWait(lendsThread);
        }

        _wait.SetResult(true);
    }

    /// <summary>Waits until it is set.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        ValueTask wait;
        lock (_gate)
        {
            if (_isSet)
            {
                _isSet = false;
                return ValueTask.CompletedTask;
            }

            _wait.Reset();
            _isAwaited = true;
            wait = new ValueTask(this, _wait.Version);
        }

        _cancellation = cancellationToken.UnsafeRegister(static (signal, token) => ((WakeSignal?)signal)?.Cancel(token), this);
        return wait;
    }

    public void Dispose() => _timer.Dispose();

    void IValueTaskSource.GetResult(short token)
    {
        _cancellation.Dispose();
        _wait.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private void Fire()
    {
        Volatile.Write(ref _armedFor, long.MaxValue);
        Set(lendsThread: true);
    }

    private void Cancel(CancellationToken token)
    {
        lock (_gate)
        {
            if (!_isAwaited)
            {
                return;
            }

            EndWait(lendsThread: false);
        }

        _wait.SetException(new OperationCanceledException(token));
    }

    private void EndWait(bool lendsThread)
    {
        _isAwaited = false;
        _wait.RunContinuationsAsynchronously = !lendsThread;
    }
}
