using AsyncCrawler.Host.Diagnostics;

namespace AsyncCrawler.Host.Jobs;

/// <summary>
/// The jobs of the service: takes requests, starts what is next, keeps every state in the store, and takes up at start what
/// the process before left. Thread-safe.
/// </summary>
internal sealed partial class JobBoard(IJobStore store, JobFolders folders, JobRunner runner, JobOptions options, TimeProvider time, ILogger<JobBoard> logger)
    : IAsyncDisposable
{
    private const int All = 1_000_000;

    private static readonly JobState[] OpenStates = [.. Enum.GetValues<JobState>().Where(state => !new JobStatus(state).IsOver)];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CrawlJob> _open = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _runs = [];
    private readonly CancellationTokenSource _stop = new();
    private bool _isStopping;

    /// <summary>Told of each state that any job comes to; must return at once.</summary>
    public event EventHandler<JobRecord>? Moved;

    /// <summary>The jobs that are open.</summary>
    public IReadOnlyList<CrawlJob> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values];
            }
        }
    }

    /// <summary>Takes up what the process before left: what ran is resumed, in its order.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var state in OpenStates)
        {
            foreach (var record in await store.ListAsync(new JobQuery(state, null, All), cancellationToken))
            {
                var job = Track(record);
                if (job.Apply(JobTrigger.Restarted) is JobTransition.Moved)
                {
                    await SaveAsync(job);
                }
            }
        }

        await TidyAsync(cancellationToken);
        Dispatch();
    }

    /// <summary>Accepts a job. It is on the disk when this returns (promises R1).</summary>
    /// <param name="spec">What is asked for, checked.</param>
    /// <param name="key">By what the request is known again; null for none.</param>
    /// <param name="cancellationToken">Cancels before it is accepted, or not at all.</param>
    /// <returns>The job; null when too many are open.</returns>
    /// <exception cref="JobStoreException">It cannot be kept.</exception>
    public async Task<JobAdded?> CreateAsync(JobSpec spec, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_open.Count >= options.MaxOpen)
            {
                return null;
            }
        }

        var record = new JobRecord { Id = JobId.Create(), Spec = spec, Status = JobStatus.New, CreatedAt = time.GetUtcNow() };
        var added = await store.AddAsync(record, key, cancellationToken);
        if (added.IsNew)
        {
            Track(added.Record);
            Dispatch();
        }

        return added with { Record = Live(added.Record.Id)?.Record ?? added.Record };
    }

    /// <summary>A job; null when there is none of that name.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    public async ValueTask<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        Live(id)?.Record ?? (JobId.IsValid(id) ? await store.FindAsync(id, cancellationToken) : null);

    /// <summary>Some of the jobs, the newest first.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    public async ValueTask<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(query, cancellationToken)).Select(record => Live(record.Id)?.Record ?? record)];

    /// <summary>A job that is open; null when it is over or unknown.</summary>
    public CrawlJob? Live(string id)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(id);
        }
    }

    /// <summary>Does what somebody asks for, as far as the state allows.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    public async Task<JobAnswer> ChangeAsync(string id, JobTrigger trigger, CancellationToken cancellationToken)
    {
        var job = Live(id) ?? (await FindAsync(id, cancellationToken) is { } known ? Track(known) : null);
        if (job is null)
        {
            return JobAnswer.Unknown;
        }

        var transition = job.Apply(trigger);
        await SettleAsync(job, transition);
        return new JobAnswer(job.Record, (transition as JobTransition.Refused)?.Reason);
    }

    /// <summary>Forgets a job and what it has kept. It is refused while its crawl is under way.</summary>
    /// <exception cref="JobStoreException">The store cannot be written.</exception>
    public async Task<JobAnswer> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } record)
        {
            return JobAnswer.Unknown;
        }

        CrawlJob? job;
        lock (_gate)
        {
            if (_open.TryGetValue(id, out job) && job.Record.Status.IsActive)
            {
                return new JobAnswer(job.Record, $"A crawl that is {job.Record.Status.State.ToString().ToLowerInvariant()} cannot be deleted: cancel it first.");
            }

            // Nobody can start it from here on.
            _open.Remove(id);
        }

        try
        {
            // Marked before the row goes: the next start removes what is marked and has no row, and gives back what has one.
            folders.MarkDeleted(id);
            await store.DeleteAsync(id, cancellationToken);
        }
        catch
        {
            folders.UnmarkDeleted(id);
            if (job is not null)
            {
                Track(job);
            }

            throw;
        }

        job?.Events.Close();
        await Task.Run(() => folders.Delete(id), cancellationToken);
        return new JobAnswer(record);
    }

    /// <summary>Tells a paused job that what broke seems to be mended.</summary>
    public Task RecoverAsync(CrawlJob job) => SettleAsync(job, job.Apply(JobTrigger.Recovered));

    /// <summary>Writes a job's record; a store that fails is tried again by <see cref="JobRecovery"/>.</summary>
    public async Task SaveAsync(CrawlJob job)
    {
        try
        {
            await job.SaveAsync(store, CancellationToken.None);
        }
        catch (JobStoreException error)
        {
            LogUnsaved(error, job.Record.Id);
        }
    }

    /// <summary>Starts nothing more and drains what runs; completes when all of it is in the store, to be resumed by the next process.</summary>
    public async Task StopAsync()
    {
        Task[] runs;
        lock (_gate)
        {
            _isStopping = true;
            runs = [.. _runs];
        }

        await _stop.CancelAsync();
        await Task.WhenAll(runs);
    }

    /// <summary>Ends what runs at once.</summary>
    public void Cancel()
    {
        foreach (var job in Open)
        {
            job.Run?.Cancel();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private CrawlJob Track(JobRecord record)
    {
        var job = new CrawlJob(record, time);
        job.Moved += OnMoved;
        return Track(job);
    }

    private CrawlJob Track(CrawlJob job)
    {
        lock (_gate)
        {
            return _open.TryAdd(job.Record.Id, job) ? job : _open[job.Record.Id];
        }
    }

    private async Task SettleAsync(CrawlJob job, JobTransition transition)
    {
        if (transition is JobTransition.Moved)
        {
            await SaveAsync(job);
        }

        lock (_gate)
        {
            if (job.Record.Status.IsOver && !job.IsUnsaved)
            {
                _open.Remove(job.Record.Id);
            }
        }

        Dispatch();
    }

    private void Dispatch()
    {
        lock (_gate)
        {
            var free = _isStopping ? 0 : options.MaxParallel - _open.Values.Count(job => job.Record.Status.IsActive);
            if (free <= 0)
            {
                return;
            }

            foreach (var job in _open.Values.Where(job => job.Record.Status.State is JobState.Queued).OrderBy(job => job.Record.Number).Take(free).ToList())
            {
                if (job.Apply(JobTrigger.Start) is JobTransition.Moved)
                {
                    // A crawl belongs to no request: neither its span nor anything else of whoever gave the word flows into it.
                    using var alone = ExecutionContext.SuppressFlow();
                    var run = Task.Run(() => RunAsync(job));
                    _runs.Add(run);
                    _ = run.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                }
            }
        }
    }

    private async Task RunAsync(CrawlJob job)
    {
        await SaveAsync(job);
        var end = await runner.RunAsync(job, () => SaveAsync(job), _stop.Token);
        await SettleAsync(job, job.Apply(end.Trigger, end.Reason));
    }

    private void Forget(Task run)
    {
        lock (_gate)
        {
            _runs.Remove(run);
        }
    }

    private void OnMoved(object? sender, JobRecord record)
    {
        LogMoved(record.Id, record.Status.State, record.Status.Reason ?? "");
        Moved?.Invoke(this, record);
    }

    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        foreach (var id in folders.ListDeleted().ToList())
        {
            if (await store.FindAsync(id, cancellationToken) is null)
            {
                folders.Delete(id);
                LogOrphanRemoved(id);
            }
            else
            {
                folders.UnmarkDeleted(id);
            }
        }

        foreach (var id in folders.List())
        {
            if (await store.FindAsync(id, cancellationToken) is null)
            {
                // Nobody deleted it: the store was lost, or is an older copy. The crawl is worth more than its row.
                LogUnknownCrawl(folders.CrawlOf(id));
            }
        }
    }

    [LoggerMessage(EventIds.Jobs.Moved, LogLevel.Information, "Crawl {Id} is {State} {Reason}")]
    private partial void LogMoved(string id, JobState state, string reason);

    [LoggerMessage(EventIds.Jobs.Unsaved, LogLevel.Error, "The state of crawl {Id} could not be kept; it is tried again")]
    private partial void LogUnsaved(Exception error, string id);

    [LoggerMessage(EventIds.Jobs.UnknownCrawl, LogLevel.Warning, "The service knows nothing of the crawl in {Directory}, which is left alone: its store was lost, or is an older copy. asynccrawler resume goes on with it")]
    private partial void LogUnknownCrawl(string directory);

    [LoggerMessage(EventIds.Jobs.OrphanRemoved, LogLevel.Information, "Removed what a deleted crawl {Id} left")]
    private partial void LogOrphanRemoved(string id);
}
