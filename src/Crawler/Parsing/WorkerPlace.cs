using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Parsing;

/// <summary>A place in the pool, where one worker follows the other; it settles what each leaves behind.</summary>
internal sealed partial class WorkerPlace(
    string name, WorkerSupply supply, DocumentQueue queue, PoisonLedger poison, PoolCounters counters, ILogger logger)
{
    // Once may be bad luck (the kernel short of memory, an operator's kill); twice is the page.
    private const int FatalStrikes = 2;

    private readonly Lock _gate = new();
    private ParserWorker? _worker;
    private bool _isStopped;
    private long _answeredBefore;
    private int _deaths;
    private int _retirements;

    /// <summary>What is going on here.</summary>
    public WorkerStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new WorkerStatus
                {
                    Name = name,
                    ProcessId = _worker?.Identity.ProcessId ?? 0,
                    State = _isStopped ? WorkerState.Stopped : _worker is null ? WorkerState.Starting : _worker.IsBusy ? WorkerState.Busy : WorkerState.Idle,
                    Documents = _answeredBefore + (_worker?.Answered ?? 0),
                    Deaths = _deaths,
                    Retirements = _retirements,
                };
            }
        }
    }

    /// <summary>Works until told to stop. What is unanswered then goes back to the queue.</summary>
    /// <param name="started">Told when the first worker is here.</param>
    /// <param name="stop">The pool's end.</param>
    /// <exception cref="ParserUnavailableException">No worker would start.</exception>
    public async Task RunAsync(TaskCompletionSource started, CancellationToken stop)
    {
        PendingDocument? suspect = null;
        var leaving = Task.CompletedTask;
        try
        {
            for (var isFirst = true; !stop.IsCancellationRequested; isFirst = false)
            {
                var worker = await supply.TakeAsync(stop);
                Install(worker, isFirst);
                started.TrySetResult();

                var end = await worker.ServeAsync(queue, suspect, stop);
                suspect = Settle(worker, end, stop.IsCancellationRequested);

                // A retired worker leaves while the next one works already.
                await leaving;
                leaving = worker.DisposeAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The pool ended while a worker was being started.
        }
        finally
        {
            ReturnToQueue(suspect is null ? [] : [suspect]);
            await leaving;
            lock (_gate)
            {
                _isStopped = true;
            }
        }
    }

    private void Install(ParserWorker worker, bool isFirst)
    {
        worker.Join(name);
        lock (_gate)
        {
            _worker = worker;
        }

        if (!isFirst)
        {
            counters.AddRestart();
        }
    }

    /// <summary>Decides about what a worker left behind.</summary>
    /// <returns>The document that the next worker is to be given first and alone; or null.</returns>
    private PendingDocument? Settle(ParserWorker worker, WorkerEnd end, bool isStopping)
    {
        lock (_gate)
        {
            _answeredBefore += worker.Answered;
            _worker = null;
            _deaths += end.Death is null ? 0 : 1;
            _retirements += end.Death is null && !isStopping ? 1 : 0;
        }

        if (end.Death is not { } death)
        {
            ReturnToQueue(end.Unanswered);
            if (!isStopping)
            {
                counters.AddRetirement();
                LogRetired(name, worker.Identity.ProcessId, worker.Answered);
            }

            return null;
        }

        counters.AddDeath(death.Reason);
        LogDied(name, worker.Identity.ProcessId, worker.Answered, death.Reason, death.Detail);

        // The worker takes the documents strictly in order: only the first unanswered one can have killed it.
        ReturnToQueue(end.Unanswered.Skip(1));
        return end.Unanswered is [var first, ..] ? Blame(first, death, worker.Identity) : null;
    }

    private PendingDocument? Blame(PendingDocument document, WorkerDeath death, WorkerIdentity worker)
    {
        document.Strikes++;
        if (document.Strikes < FatalStrikes)
        {
            LogBlamed(document.Id, death.Reason);
            return document;
        }

        counters.AddCondemned();
        LogCondemned(document.Id, document.Sha256, death.Reason);
        poison.Condemn(document.Content, death.Blame);
        document.Answer(new ParseOutcome.Failed { Reason = death.Blame, Detail = death.Detail, Worker = worker, Elapsed = document.Age });
        return null;
    }

    private void ReturnToQueue(IEnumerable<PendingDocument> documents)
    {
        foreach (var document in documents)
        {
            queue.Add(document);
        }
    }

    [LoggerMessage(EventIds.Parsing.WorkerRetired, LogLevel.Debug, "{Worker} ({ProcessId}) retires after {Documents} documents")]
    private partial void LogRetired(string worker, int processId, long documents);

    [LoggerMessage(EventIds.Parsing.WorkerDied, LogLevel.Warning, "{Worker} ({ProcessId}) died after {Documents} documents, {Reason}: {Detail}")]
    private partial void LogDied(string worker, int processId, long documents, WorkerDeathReason reason, string detail);

    [LoggerMessage(EventIds.Parsing.PageBlamed, LogLevel.Debug, "Document {DocumentId} is tried once more, alone, after {Reason}")]
    private partial void LogBlamed(long documentId, WorkerDeathReason reason);

    [LoggerMessage(EventIds.Parsing.PageCondemned, LogLevel.Warning, "Document {DocumentId} with SHA-256 {ContentHash} killed two workers, the last by {Reason}: it is given up")]
    private partial void LogCondemned(long documentId, string? contentHash, WorkerDeathReason reason);
}
