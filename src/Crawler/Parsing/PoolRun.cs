using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Parsing;

/// <summary>The pool from one start to its end: places at work, what they draw on, and the order in which it all ends.</summary>
internal sealed partial class PoolRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly WorkerStarter _starter;
    private readonly WorkerSupply _supply;
    private readonly WorkerPlace[] _places;
    private readonly Task _working;
    private readonly Task _sparing;
    private ParserUnavailableException? _fault;
    private bool _isEnded;

    /// <summary>Puts every place to work.</summary>
    /// <exception cref="ParserUnavailableException">The worker is missing or may not be executed.</exception>
    public PoolRun(
        ParserPoolOptions options, Sandbox sandbox, PoisonLedger poison, PoolCounters counters, TimeProvider time, ILogger logger)
    {
        _logger = logger;
        Queue = new DocumentQueue(poison, counters);
        _starter = new WorkerStarter(WorkerCommand.For(options, sandbox), options, counters, time, logger);
        _supply = new WorkerSupply(_starter.StartAsync, new StartBackoff(options, time), options, counters, time);
        _places = [.. Enumerable.Range(1, options.Workers).Select(number => new WorkerPlace($"parser-{number}", _supply, Queue, poison, counters, logger))];
        _working = Task.WhenAll(_places.Select(place => Task.Run(() => WorkAsync(place))));
        _sparing = _supply.KeepSparesAsync(_stop.Token);
    }

    /// <summary>Completes with the first worker, or throws <see cref="ParserUnavailableException"/> when there will be none.</summary>
    public Task Started => _started.Task;

    /// <summary>The documents that wait for a worker.</summary>
    public DocumentQueue Queue { get; }

    /// <summary>What stands around the workers: what they are started behind, and then what they build themselves.</summary>
    public IReadOnlyList<SandboxLayer> Layers => _starter.Layers;

    /// <summary>Why the run gave up; null while it works.</summary>
    public ParserUnavailableException? Fault => Volatile.Read(ref _fault);

    /// <summary>The state of each place.</summary>
    public IReadOnlyList<WorkerStatus> Statuses => [.. _places.Select(place => place.Status)];

    /// <summary>Ends the places, the spares, and at last the thread that started them all; what waits is failed. Not to be called twice at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isEnded)
        {
            return;
        }

        _isEnded = true;
        await _stop.CancelAsync();
        Queue.Close(Fault ?? new ParserUnavailableException("The parser pool was stopped."));
        await _working;
        await _sparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _supply.DisposeAsync();
        _starter.Dispose();
        _stop.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Edge of the room: whatever breaks a place makes the pool unavailable, and is told.")]
    private async Task WorkAsync(WorkerPlace place)
    {
        try
        {
            await place.RunAsync(_started, _stop.Token);
        }
        catch (ParserUnavailableException fault)
        {
            await GiveUpAsync(fault);
        }
        catch (Exception error)
        {
            await GiveUpAsync(new ParserUnavailableException($"A place of the parser pool broke: {error.Message}", error));
        }
    }

    private async Task GiveUpAsync(ParserUnavailableException fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is null)
        {
            LogUnavailable(fault.Message);
        }

        _started.TrySetException(fault);
        await _stop.CancelAsync();
        Queue.Close(fault);
    }

    [LoggerMessage(EventIds.Parsing.PoolUnavailable, LogLevel.Error, "The parser pool gives up: {Reason}")]
    private partial void LogUnavailable(string reason);
}
