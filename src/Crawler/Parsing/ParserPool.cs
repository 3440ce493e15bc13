using AsyncCrawler.Contracts;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Parsing;

/// <summary>
/// Parses pages in child processes. A page can cost at most two children: the one that it kills, and one that shows that it
/// was no accident. The pages that waited behind it are answered by others (promises R8). Thread-safe.
/// </summary>
public sealed partial class ParserPool : IPageParser, IAsyncDisposable
{
    // 64 hexadecimal digits each: 2 MB when full, and no site is likely to have as many different lethal pages.
    private const int PoisonCapacity = 10_000;

    private readonly ParserPoolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ParserPool> _logger;
    private readonly PoolCounters _counters = new();
    private readonly PoisonLedger _poison = new(PoisonCapacity);
    private readonly DocumentQueue _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Sandbox _sandbox = new([], []);
    private PoolRun? _run;
    private Task? _stopping;
    private ParserUnavailableException? _fault;
    private long _lastId = FirstPage.Request.DocumentId;

    /// <summary>Makes a pool that has no processes yet.</summary>
    /// <param name="options">How many workers, and what each may cost; not to be changed afterwards.</param>
    /// <param name="time">The clock of deadlines and pauses.</param>
    /// <param name="logger">Where starts and deaths are told.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    public ParserPool(ParserPoolOptions options, TimeProvider time, ILogger<ParserPool> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new ParserPoolOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(ParserPoolOptions.Section, typeof(ParserPoolOptions), result.Failures);
        }

        _options = options;
        _time = time;
        _logger = logger;
        _queue = new DocumentQueue(_poison, _counters);
    }

    /// <summary>Starts the workers, and waits for the first of them. To be called once, before anything else.</summary>
    /// <param name="cancellationToken">Gives up the start; the pool is of no use then.</param>
    /// <exception cref="ParserUnavailableException">The worker is missing, not executable, of another protocol, or does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var sandbox = await SandboxProbe.FindAsync().WaitAsync(cancellationToken);
        RequireLayers(sandbox);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping is not null, this);
            if (_run is not null)
            {
                throw new InvalidOperationException("The parser pool was started before.");
            }

            _sandbox = sandbox;
            _run = MakeRun(WorkerCommand.For(_options, sandbox));
            _run.Begin(_started, Fail, _stop.Token);
        }

        var isStarted = false;
        try
        {
            await _started.Task.WaitAsync(cancellationToken);
            isStarted = true;
        }
        finally
        {
            if (!isStarted)
            {
                await StopAsync();
            }
        }

        LogPoolStarted(_options.Workers, string.Join(", ", sandbox.Layers.Where(layer => layer.IsActive).Select(layer => layer.Name)));
    }

    /// <inheritdoc/>
    /// <exception cref="ParserUnavailableException">The pool gave up, or was stopped.</exception>
    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Lease.Item.Kind != ResourceKind.Page || !page.IsSuccess || page.Body.Bytes.IsEmpty)
        {
            return ValueTask.FromResult<ParseOutcome>(ParseOutcome.NotNeeded.Instance);
        }

        // One byte more than the child decodes shows it that the body was longer.
        var body = page.Body.Bytes;
        return ParseAsync(
            new ParseRequest
            {
                DocumentId = Interlocked.Increment(ref _lastId),
                Kind = DocumentKind.Html,
                Url = page.Lease.Item.Url.Text,
                ContentType = page.ContentType,
                Fields = _options.Fields,
                Body = body[..Math.Min(body.Length, _options.Limits.MaxInputBytes + 1)],
            },
            page.Sha256,
            cancellationToken);
    }

    /// <summary>Asks a worker whether it can make sense of field rules, by having it apply them to an empty page.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Null when they are good; otherwise one line that names the fault.</returns>
    /// <exception cref="ParserUnavailableException">The pool gave up, or was stopped.</exception>
    public async ValueTask<string?> ValidateFieldsAsync(IReadOnlyList<FieldRule> rules, CancellationToken cancellationToken)
    {
        var outcome = await ParseAsync(
            FirstPage.Request with { DocumentId = Interlocked.Increment(ref _lastId), Fields = rules, Body = default }, null, cancellationToken);
        return outcome is ParseOutcome.Failed failed ? failed.Detail : null;
    }

    /// <summary>The pool at this moment. Thread-safe, and cheap enough for a progress display.</summary>
    /// <returns>The state of the workers, and the counters.</returns>
    public ParserPoolSnapshot Snapshot() => new()
    {
        Workers = _run?.Statuses ?? [],
        Waiting = _queue.Count,
        Deaths = _counters.Deaths,
        Retirements = _counters.Retirements,
        Restarts = _counters.Restarts,
        FailedStarts = _counters.FailedStarts,
        Condemned = _counters.Condemned,
        Spared = _counters.Spared,
        QueueWaits = _counters.Waits,
        Sandbox = _sandbox.Layers,
        Fault = _fault?.Message,
    };

    /// <summary>
    /// Ends the workers: closes their input, gives them 2 s, kills them. Nothing is left behind. Callers that still wait for
    /// an answer hear a <see cref="ParserUnavailableException"/>. Later calls wait for the first.
    /// </summary>
    /// <returns>Completes when the last process is gone.</returns>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return _stopping ??= StopOnceAsync();
        }
    }

    /// <summary>As <see cref="StopAsync"/>.</summary>
    /// <returns>Completes when the last process is gone.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async ValueTask<ParseOutcome> ParseAsync(ParseRequest request, string? contentHash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var document = new PendingDocument(request, contentHash, _time);
        if (!_poison.TryAnswer(document, _counters))
        {
            _queue.Add(document);
        }

        return await document.WaitAsync(cancellationToken);
    }

    private PoolRun MakeRun(WorkerCommand command)
    {
        var starter = new WorkerStarter(command, _options, _counters, _time, _logger);
        var supply = new WorkerSupply(starter.StartAsync, StartBackoff.Create(_options, _time), _options, _counters);
        return new PoolRun(
            starter,
            supply,
            [.. Enumerable.Range(1, _options.Workers).Select(number => new WorkerPlace($"parser-{number}", supply, _queue, _poison, _counters, _logger))]);
    }

    private void RequireLayers(Sandbox sandbox)
    {
        if (_options.RequireSandbox && sandbox.Layers.FirstOrDefault(layer => !layer.IsActive) is { } absent)
        {
            throw new ParserUnavailableException(
                $"The sandbox layer {absent.Name} is absent ({absent.Detail}): provide it, or do not require the sandbox.");
        }
    }

    private void Fail(ParserUnavailableException fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is null)
        {
            LogUnavailable(fault.Message);
        }

        _started.TrySetException(fault);
        _stop.Cancel();
        _queue.Close(fault);
    }

    private async Task StopOnceAsync()
    {
        // The caller holds the gate.
        await Task.Yield();
        await _stop.CancelAsync();
        _queue.Close(new ParserUnavailableException("The parser pool was stopped."));
        _started.TrySetCanceled(CancellationToken.None);
        if (_run is not null)
        {
            await _run.DisposeAsync();
            LogStopped();
        }
    }

    [LoggerMessage(EventIds.Parsing.PoolStarted, LogLevel.Information, "Parser pool of {Workers} workers started; sandbox: {Layers}")]
    private partial void LogPoolStarted(int workers, string layers);

    [LoggerMessage(EventIds.Parsing.PoolUnavailable, LogLevel.Error, "The parser pool gives up: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(EventIds.Parsing.PoolStopped, LogLevel.Debug, "The parser pool is stopped")]
    private partial void LogStopped();
}
