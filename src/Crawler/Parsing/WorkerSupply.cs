namespace AsyncCrawler.Parsing;

/// <summary>Hands out started workers: a warm spare where there is one, and sees to the next spare. Thread-safe.</summary>
/// <param name="start">Starts one worker; throws <see cref="WorkerStartException"/> when another try may help.</param>
/// <param name="backoff">Tries again.</param>
/// <param name="options">How many spares, how many attempts.</param>
/// <param name="counters">Where the death of a spare is counted.</param>
/// <param name="time">Measures how long there is no spare yet.</param>
internal sealed class WorkerSupply(
    Func<CancellationToken, Task<ParserWorker>> start, StartBackoff backoff, ParserPoolOptions options, PoolCounters counters, TimeProvider time)
    : IAsyncDisposable
{
    // A crawl of some hundred pages is over by then, and a spare would have been a tenth of its price.
    private static readonly TimeSpan FirstSpare = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<Task<ParserWorker>> _spares = new();
    private int _taken;
    private bool _keepsSpares;

    /// <summary>Sees to spares once the pool has worked for a second; a worker that has to be replaced earlier is reason enough too.</summary>
    /// <param name="stop">The pool's end.</param>
    /// <exception cref="OperationCanceledException">The pool has ended.</exception>
    public async Task KeepSparesAsync(CancellationToken stop)
    {
        await Task.Delay(FirstSpare, time, stop);
        Refill(fromNowOn: true, stop);
    }

    /// <summary>Takes a worker, who is the caller's from then on.</summary>
    /// <param name="stop">The pool's end, always the same: it also ends the starts that go on in the background.</param>
    /// <exception cref="ParserUnavailableException">No worker would start.</exception>
    public async Task<ParserWorker> TakeAsync(CancellationToken stop)
    {
        while (true)
        {
            var worker = await (TakeSpare() ?? StartAsync(stop));
            Refill(fromNowOn: Interlocked.Increment(ref _taken) > options.Workers, stop);
            if (!worker.HasExited)
            {
                return worker;
            }

            counters.AddDeath(WorkerDeathReason.Killed);
            await worker.DisposeAsync();
        }
    }

    /// <summary>Ends the spares. To be called after the pool's end was announced, when nobody takes any more.</summary>
    public async ValueTask DisposeAsync()
    {
        while (TakeSpare() is { } spare)
        {
            try
            {
                await (await spare).DisposeAsync();
            }
            catch (Exception error) when (error is OperationCanceledException or ParserUnavailableException)
            {
                // It never came to be.
            }
        }
    }

    private async Task<ParserWorker> StartAsync(CancellationToken stop)
    {
        try
        {
            return await backoff.RunAsync(start, stop);
        }
        catch (WorkerStartException error)
        {
            throw new ParserUnavailableException($"No parser worker could be started in {options.StartAttempts} attempts. {error.Message}", error);
        }
    }

    // A spare that could not be started is dropped: whoever needs a worker tries again, and hears the reason of that try.
    private Task<ParserWorker>? TakeSpare()
    {
        lock (_gate)
        {
            while (_spares.TryDequeue(out var spare))
            {
                if (!spare.IsFaulted && !spare.IsCanceled)
                {
                    return spare;
                }

                _ = spare.Exception;
            }

            return null;
        }
    }

    private void Refill(bool fromNowOn, CancellationToken stop)
    {
        lock (_gate)
        {
            _keepsSpares |= fromNowOn;
            while (_keepsSpares && _spares.Count < options.WarmSpares && !stop.IsCancellationRequested)
            {
                _spares.Enqueue(StartAsync(stop));
            }
        }
    }
}
