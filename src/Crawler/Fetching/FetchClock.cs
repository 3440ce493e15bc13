namespace AsyncCrawler.Fetching;

/// <summary>
/// The clocks of one fetch (promises R6): the total one, which runs from the beginning, and the least progress, which runs while
/// bytes of a body are waited for: fewer than the least in any one window end it (N06). One source of cancellation serves both.
/// </summary>
internal sealed class FetchClock : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _caller;
    private ITimer? _progress;
    private long _bytes;
    private bool _hasStalled;
    private bool _isDisposed;

    /// <summary>Starts the total clock.</summary>
    /// <param name="options">How long the clocks run.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">The caller's; it ends the fetch too, and is no clock.</param>
    public FetchClock(FetchOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _options = options;
        _time = time;
        _end = new CancellationTokenSource(options.TotalTimeout, time);
        _caller = cancellationToken.UnsafeRegister(static end => ((CancellationTokenSource?)end)?.Cancel(), _end);
    }

    /// <summary>Cancelled when a clock runs out, and with the caller's token.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>What a cancelled <see cref="Token"/> stands for, unless the caller cancelled it; null while no clock has run out.</summary>
    public (FetchFailureReason Reason, string Detail)? Expired => this switch
    {
        { _hasStalled: true } =>
            (FetchFailureReason.TooSlow, $"Fewer than {_options.LeastProgressBytes} bytes of the body in {_options.LeastProgressWindow.TotalSeconds} s."),
        { _end.IsCancellationRequested: true } =>
            (FetchFailureReason.TimedOut, $"No complete response within {_options.TotalTimeout.TotalSeconds} s."),
        _ => null,
    };

    /// <summary>Tells that bytes of the body are waited for. Most bodies come in with their headers, and need no second timer.</summary>
    public void Await()
    {
        lock (_gate)
        {
            _progress ??= _isDisposed ? null : _time.CreateTimer(static clock => ((FetchClock?)clock)?.EndWindow(), this, _options.LeastProgressWindow, _options.LeastProgressWindow);
        }
    }

    /// <summary>Counts bytes that came in.</summary>
    public void Report(int bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Stops the least progress while the reader waits for something that is not the server's fault.</summary>
    public void Pause() => _progress?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Begins a new window.</summary>
    public void Resume()
    {
        Interlocked.Exchange(ref _bytes, 0);
        _progress?.Change(_options.LeastProgressWindow, _options.LeastProgressWindow);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _caller.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _progress?.Dispose();
            _end.Dispose();
        }
    }

    private void EndWindow()
    {
        lock (_gate)
        {
            // A callback may already run when the timer is disposed.
            if (!_isDisposed && Interlocked.Exchange(ref _bytes, 0) < _options.LeastProgressBytes)
            {
                _hasStalled = true;
                _end.Cancel();
            }
        }
    }
}
