using System.Diagnostics.Metrics;
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
    // Some 150 bytes each: 1.5 MB when full, and no site is likely to have as many different lethal pages.
    private const int PoisonCapacity = 10_000;

    private readonly ParserPoolOptions _options;
    private readonly ContentWishes _wishes;
    private readonly TimeProvider _time;
    private readonly ILogger<ParserPool> _logger;
    private readonly PoolCounters _counters = new();
    private readonly PoisonLedger _poison = new(PoisonCapacity);
    private readonly ParsingTelemetry? _telemetry;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private PoolRun? _run;
    private bool _isStopped;
    private long _lastId = FirstPage.Request.DocumentId;

    /// <summary>Makes a pool that has no processes yet.</summary>
    /// <param name="options">How many workers, and what each may cost; not to be changed afterwards.</param>
    /// <param name="time">The clock of deadlines and pauses.</param>
    /// <param name="logger">Where starts and deaths are told.</param>
    /// <param name="meters">Where the meter <c>AsyncCrawler</c> comes from; null, the default, measures nothing.</param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    public ParserPool(ParserPoolOptions options, TimeProvider time, ILogger<ParserPool> logger, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new ParserPoolOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(ParserPoolOptions.Section, typeof(ParserPoolOptions), result.Failures);
        }

        _options = options;
        _wishes = ContentWishes.Of(options);
        _time = time;
        _logger = logger;
        _telemetry = meters is null ? null : new ParsingTelemetry(meters, Snapshot);
    }

    /// <summary>
    /// Starts the workers, and waits for the first of them. Does nothing while they run; starts anew after the pool gave up.
    /// </summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>Completes when pages can be parsed.</returns>
    /// <exception cref="ParserUnavailableException">The worker is missing, not executable, of another protocol, or does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var sandbox = await SandboxProbe.ExpectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_options.RequireSandbox)
        {
            Sandbox.ThrowIfIncomplete(sandbox.Network);
        }

        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            if (_run is { Fault: null })
            {
                return;
            }

            await StartRunAsync(sandbox, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ParserUnavailableException">The pool gave up, or was stopped.</exception>
    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken) =>
        ParseAsync(page, _wishes, goesOnThere: false, cancellationToken);

    /// <summary>The same, with the wishes of one of the crawls that share the pool, for a caller that may go on where the answer is read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="wishes">What is wanted of it.</param>
    /// <param name="goesOnThere">See <see cref="PendingDocument"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, ContentWishes wishes, bool goesOnThere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var isSitemap = page.Lease.Item.Kind == ResourceKind.Sitemap;
        if ((page.Lease.Item.Kind != ResourceKind.Page && !isSitemap) || !page.IsSuccess || page.Body.Bytes.IsEmpty)
        {
            return ValueTask.FromResult<ParseOutcome>(ParseOutcome.NotNeeded.Instance);
        }

        // One byte more than the child decodes shows it that the body was longer. Sitemaps have a limit of their own.
        var body = page.Body.Bytes;
        body = isSitemap ? body : body[..Math.Min(body.Length, _options.Limits.MaxInputBytes + 1)];
        return ParseAsync(
            new ParseRequest
            {
                DocumentId = Interlocked.Increment(ref _lastId),
                Kind = isSitemap ? DocumentKind.Sitemap : DocumentKind.Html,
                Url = page.Lease.Item.Url.Text,
                ContentType = page.ContentType,
                Fields = isSitemap ? [] : wishes.FieldsOf(page.Lease.Item.Seed),
                WantsStructuredData = !isSitemap && wishes.StructuredData,
                TextForm = isSitemap ? PageTextForm.None : wishes.TextForm,
                Body = body,
            },
            page,
            goesOnThere,
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
            FirstPage.Request with { DocumentId = Interlocked.Increment(ref _lastId), Fields = rules, Body = default }, null, goesOnThere: false, cancellationToken).ConfigureAwait(false);
        return outcome is ParseOutcome.Failed failed ? failed.Detail : null;
    }

    /// <summary>The pool at this moment. Thread-safe, and cheap enough for a progress display.</summary>
    /// <returns>The state of the workers, and the counters.</returns>
    public ParserPoolSnapshot Snapshot() => new()
    {
        Workers = _run?.Statuses ?? [],
        Waiting = _run?.Queue.Count ?? 0,
        Deaths = _counters.Deaths,
        Retirements = _counters.Retirements,
        Restarts = _counters.Restarts,
        FailedStarts = _counters.FailedStarts,
        Condemned = _counters.Condemned,
        Spared = _counters.Spared,
        QueueWaits = _counters.Waits,
        Sandbox = _run?.Layers ?? [],
        Fault = _run?.Fault?.Message,
    };

    /// <summary>
    /// Ends the workers for good: closes their input, gives them 2 s, kills them. Nothing is left behind. Callers that still
    /// wait for an answer hear a <see cref="ParserUnavailableException"/>. Later calls wait for the first.
    /// </summary>
    /// <returns>Completes when the last process is gone.</returns>
    public async Task StopAsync()
    {
        await _starting.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_isStopped && _run is { } run)
            {
                await run.DisposeAsync().ConfigureAwait(false);
                LogStopped();
            }

            _isStopped = true;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>As <see cref="StopAsync"/>.</summary>
    /// <returns>Completes when the last process is gone.</returns>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private async Task StartRunAsync(Sandbox sandbox, CancellationToken cancellationToken)
    {
        if (_run is { } broken)
        {
            await broken.DisposeAsync().ConfigureAwait(false);
        }

        // Kept also when it fails: whoever asks hears why.
        _run = new PoolRun(_options, sandbox, _poison, _counters, _time, _logger);
        var isStarted = false;
        try
        {
            await _run.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
            isStarted = true;
        }
        finally
        {
            if (!isStarted)
            {
                await _run.DisposeAsync().ConfigureAwait(false);
            }
        }

        LogPoolStarted(_options.Workers, string.Join(", ", _run.Layers.Where(layer => layer.IsActive).Select(layer => layer.Name)));
    }

    private async ValueTask<ParseOutcome> ParseAsync(ParseRequest request, FetchOutcome.Received? page, bool goesOnThere, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = _run ?? throw new InvalidOperationException("The parser pool was not started.");
        var document = new PendingDocument(request, page, _time, goesOnThere);
        if (!_poison.TryAnswer(document, _counters))
        {
            run.Queue.Add(document);
        }

        var outcome = await document.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (outcome is ParseOutcome.Failed { Reason: ParseFailureReason.OutOfMemory or ParseFailureReason.TimedOut, Worker: not null } failed)
        {
            // A child that refuses it lives on, but to find out costs it as much as a hundred pages. The caller gets its body back after this.
            // What no worker had is known already.
            _poison.Condemn(PendingDocument.ContentOf(page, request), failed.Reason);
        }

        _telemetry?.Record(outcome);
        return outcome;
    }

    [LoggerMessage(EventIds.Parsing.PoolStarted, LogLevel.Information, "Parser pool of {Workers} workers started; sandbox: {Layers}")]
    private partial void LogPoolStarted(int workers, string layers);

    [LoggerMessage(EventIds.Parsing.PoolStopped, LogLevel.Debug, "The parser pool is stopped")]
    private partial void LogStopped();
}
