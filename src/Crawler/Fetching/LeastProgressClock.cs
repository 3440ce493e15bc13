namespace AsyncCrawler.Fetching;

/// <summary>Cancels the reading of a body that comes in too slowly: fewer bytes than the least in any one window (promises R6, N06).</summary>
internal sealed class LeastProgressClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly int _leastBytes;
    private readonly TimeSpan _window;
    private readonly CancellationTokenSource _stall;
    private readonly ITimer _timer;
    private long _bytes;
    private bool _isDisposed;

    public LeastProgressClock(FetchOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _leastBytes = options.LeastProgressBytes;
        _window = options.LeastProgressWindow;
        _stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CreateTimer(static state => (state as LeastProgressClock)?.EndWindow(), this, _window, _window);
    }

    /// <summary>Cancelled when the body stalls, and with the token that was given.</summary>
    public CancellationToken Token => _stall.Token;

    /// <summary>True when the body came in too slowly.</summary>
    public bool HasStalled { get; private set; }

    /// <summary>Counts bytes that came in.</summary>
    public void Report(int bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Stops the clock while the reader waits for something that is not the server's fault.</summary>
    public void Pause() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Begins a new window.</summary>
    public void Resume()
    {
        Interlocked.Exchange(ref _bytes, 0);
        _timer.Change(_window, _window);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _isDisposed = true;
            _stall.Dispose();
        }
    }

    private void EndWindow()
    {
        lock (_gate)
        {
            // A callback may already run when the timer is disposed.
            if (!_isDisposed && Interlocked.Exchange(ref _bytes, 0) < _leastBytes)
            {
                HasStalled = true;
                _stall.Cancel();
            }
        }
    }
}
