namespace AsyncCrawler.TestKit;

/// <summary>
/// A clock that moves only when told to. <see cref="Advance"/> fires the timers that fall due, in the order of their due
/// times (of equal ones the one set first), each with the clock standing at its own due time. Thread-safe.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    /// <summary>Where the clock starts when nothing is said: a date whose day and month cannot be confused.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private TimeSpan _elapsed;
    private TimeSpan _shift;

    public ManualTimeProvider()
        : this(DefaultStart)
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait.</summary>
    public int ActiveTimerCount
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return start + _elapsed + _shift;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the time of day, as an operator or a time server does: timestamps and timers go on as if nothing had happened.</summary>
    public void SetClock(DateTimeOffset now)
    {
        lock (_gate)
        {
            _shift = now - start - _elapsed;
        }
    }

    /// <summary>Moves the clock and runs, on the calling thread, the callbacks of all timers that fall due on the way.</summary>
    /// <param name="by">How far; not negative. Zero runs what is due at once.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
        {
            target = _elapsed + by;
        }

        // Callbacks run outside the lock: they may create, change and dispose timers.
        while (TakeNextDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Completes when exactly so many timers wait: how a test knows that the code under it has armed its time-outs.</summary>
    public Task WaitForTimersAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _watchers.Add((count, reached));
            TellWatchers();
        }

        return reached.Task;
    }

    private void TellWatchers() => _watchers.RemoveAll(watcher => watcher.Count == _timers.Count && watcher.Reached.TrySetResult());

    private ManualTimer? TakeNextDue(TimeSpan target)
    {
        lock (_gate)
        {
            var next = _timers.MinBy(timer => timer.DueAt);
            if (next is null || next.DueAt > target)
            {
                _elapsed = target > _elapsed ? target : _elapsed;
                return null;
            }

            _elapsed = next.DueAt > _elapsed ? next.DueAt : _elapsed;
            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.DueAt += next.Period;
                _timers.Add(next);
            }

            TellWatchers();
            return next;
        }
    }

    private bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfNotATime(dueTime, nameof(dueTime));
        ThrowIfNotATime(period, nameof(period));
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _timers.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueAt = _elapsed + dueTime;
                _timers.Add(timer);
            }

            TellWatchers();
            return true;
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
            TellWatchers();
        }
    }

    private static void ThrowIfNotATime(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, time, "A timer takes a time that is not negative, or Timeout.InfiniteTimeSpan.");
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public bool IsDisposed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Schedule(this, dueTime, period);

        public void Fire() => callback(state);

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
