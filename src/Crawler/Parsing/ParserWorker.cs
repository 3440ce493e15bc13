using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>
/// The talk with one child: hello, then documents out and replies back, both at once and in order, until the child dies or
/// has done its share. Whoever makes it disposes it.
/// </summary>
internal sealed class ParserWorker : IAsyncDisposable
{
    // Bodies are collected up to this length and leave in one write; four pipes full.
    private const int BatchBytes = 256 * 1024;

    private const int DocumentsBetweenMemoryLooks = 64;

    // A child leaves within milliseconds of the end of its input, also from the middle of a page.
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    private readonly ParserProcess _process;
    private readonly ParserPoolOptions _options;
    private readonly PoolCounters _counters;
    private readonly TimeProvider _time;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer = new();
    private readonly DocumentWindow _window;
    private readonly CancellationTokenSource _repliesEnd = new();
    private Task _reading = Task.CompletedTask;
    private long _answered;
    private int _sent;
    private volatile bool _isOverMemoryMark;

    /// <summary>Takes over a process that was just started.</summary>
    public ParserWorker(ParserProcess process, ParserPoolOptions options, PoolCounters counters, TimeProvider time)
    {
        _process = process;
        _options = options;
        _counters = counters;
        _time = time;
        _reader = new FrameReader(process.Output, ParserProtocol.MaxReplyPayload);
        _window = new DocumentWindow(options.Window, options.DocumentTimeout, time, KillOverdue);
        Identity = new WorkerIdentity(process.Name, process.Id);
    }

    /// <summary>The place and the process.</summary>
    public WorkerIdentity Identity { get; private set; }

    /// <summary>Documents answered so far.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>True while a document is unanswered.</summary>
    public bool IsBusy => _window.Count > 0;

    /// <summary>True when the process is gone.</summary>
    public bool HasExited => _process.HasExited;

    private bool IsTired => _isOverMemoryMark || _sent >= _options.MaxDocumentsPerWorker;

    /// <summary>Gives the worker its place.</summary>
    public void Join(string place)
    {
        _process.Name = place;
        Identity = new WorkerIdentity(place, _process.Id);
    }

    /// <summary>Makes sure that the child is one that can be worked with: see <see cref="WorkerGreeting"/>.</summary>
    public Task<IReadOnlyList<SandboxLayer>> GreetAsync(CancellationToken cancellationToken) =>
        new WorkerGreeting(_process, _reader, _writer, _options, _time).RunAsync(cancellationToken);

    /// <summary>Takes documents from the queue and has them answered, until the worker dies, is retired, or is told to stop.</summary>
    /// <param name="queue">Where they wait.</param>
    /// <param name="suspect">A document that killed another worker, to be sent first and alone; or null.</param>
    /// <param name="stop">Ends the work at once.</param>
    /// <returns>How it ended; the caller owns what is unanswered.</returns>
    public async Task<WorkerEnd> ServeAsync(DocumentQueue queue, PendingDocument? suspect, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, _repliesEnd.Token);
        _reading = ReadRepliesAsync();
        try
        {
            await FeedAsync(queue, suspect, over.Token);
            return new WorkerEnd(null, []);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Dead, or told to stop.
        }

        if (stop.IsCancellationRequested)
        {
            return new WorkerEnd(null, _window.TakeAll());
        }

        await _reading;
        var death = await _process.EndAsync(
            LeaveTime, new WorkerDeath(WorkerDeathReason.ProtocolViolation, "The worker closed its output and did not leave."));
        return new WorkerEnd(death, _window.TakeAll());
    }

    /// <summary>Ends the process: closes its input, waits a little, kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _process.Input.DisposeAsync();
        }
        catch (IOException)
        {
            // The child closed its end first.
        }

        await _process.EndAsync(LeaveTime, null);
        await _reading;
        await _process.DisposeAsync();
        _window.Dispose();
        _reader.Dispose();
        _writer.Dispose();
        _repliesEnd.Dispose();
    }

    private async Task FeedAsync(DocumentQueue queue, PendingDocument? suspect, CancellationToken over)
    {
        try
        {
            if (suspect is not null)
            {
                await FeedAloneAsync(suspect, over);
            }

            await FeedFromAsync(queue, over);
        }
        catch (IOException)
        {
            // The child reads no more. What it has it may still answer; if it does not, the deadline ends it, and this wait.
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, over);
        }
    }

    private async Task FeedAloneAsync(PendingDocument suspect, CancellationToken over)
    {
        var room = await _window.ReserveAsync(over);
        if (TryAppend(suspect))
        {
            room--;
            await FlushAsync(over);
        }

        _window.Release(room);
        await _window.WaitUntilEmptyAsync(over);
    }

    private async Task FeedFromAsync(DocumentQueue queue, CancellationToken over)
    {
        var room = 0;
        while (!IsTired)
        {
            room = room > 0 ? room : await _window.ReserveAsync(over);
            if (!await queue.WaitAsync(over))
            {
                break;
            }

            while (room > 0 && !IsTired && _writer.Written.Length < BatchBytes && queue.TryTake(out var document))
            {
                room -= TryAppend(document) ? 1 : 0;
            }

            await FlushAsync(over);
        }

        _window.Release(room);
        await _window.WaitUntilEmptyAsync(over);
    }

    private bool TryAppend(PendingDocument document)
    {
        if (!document.TryWriteTo(_writer))
        {
            return false;
        }

        _window.Add(document);
        _sent++;
        _counters.AddWait(document.Age);
        return true;
    }

    private async ValueTask FlushAsync(CancellationToken over)
    {
        if (!_writer.Written.IsEmpty)
        {
            await _process.Input.WriteAsync(_writer.Written, over);
            _writer.Clear();
        }
    }

    private async Task ReadRepliesAsync()
    {
        try
        {
            // A thread for each worker, which sleeps nearly always: see ReplyPipe.
            await Task.Factory.StartNew(ReadReplies, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            await _repliesEnd.CancelAsync();
        }
    }

    private void ReadReplies()
    {
        try
        {
            var answered = 0;
            while (_reader.Read() is { } frame)
            {
                answered += Accept(frame) ? 1 : 0;
                if (!_reader.HasFrame)
                {
                    // Together, so that as many documents leave in one write.
                    _window.Release(answered);
                    answered = 0;
                }
            }
        }
        catch (ProtocolViolationException error)
        {
            _process.Kill(new WorkerDeath(WorkerDeathReason.ProtocolViolation, $"The worker broke the protocol: {error.Message}"));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe broke, or is held open by a process that we do not wait for.
        }
    }

    /// <returns>True when there is room for another document now.</returns>
    private bool Accept(Frame frame)
    {
        // Taken out only when its answer is good: otherwise it is the one to blame.
        var document = _window.First ?? throw new ProtocolViolationException("An answer came where none was due.");
        var bounds = ReplyBounds.For(_options.Limits, document.Request);
        var outcome = ReplyTranslation.ToOutcome(ParseReply.Read(frame, bounds), document, Identity);
        var isOurs = _window.TryRemoveFirst();
        document.Answer(outcome);

        if (Interlocked.Increment(ref _answered) % DocumentsBetweenMemoryLooks == 0)
        {
            _isOverMemoryMark = _process.ResidentBytes() >= _options.RetireAtBytes;
        }

        return isOurs;
    }

    private void KillOverdue() => _process.Kill(new WorkerDeath(
        WorkerDeathReason.TimedOut, $"The page took longer than {_options.DocumentTimeout.TotalSeconds:0.###} s."));
}
