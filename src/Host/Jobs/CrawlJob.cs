using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Jobs;

/// <summary>A job that is open: its record, its run while there is one, and its events. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore of which nobody takes the wait handle has nothing to dispose.")]
internal sealed class CrawlJob : IPageDoneCallback
{
    // Ids go on rising when the service is started anew: no job has a thousand events in each millisecond of its life.
    private const long IdsPerMillisecond = 1_000;

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _saving = new(1, 1);
    private JobRecord _record;
    private ICrawlRun? _run;
    private bool _isUnsaved;

    /// <param name="record">Where it begins.</param>
    /// <param name="time">The clock.</param>
    public CrawlJob(JobRecord record, TimeProvider time)
    {
        _record = record;
        _time = time;
        Events = new JobEventLog(time.GetUtcNow().ToUnixTimeMilliseconds() * IdsPerMillisecond);
    }

    /// <summary>Told, in their order, of the states that the job comes to.</summary>
    public event EventHandler<JobRecord>? Moved;

    /// <summary>What happened to it.</summary>
    public JobEventLog Events { get; }

    /// <summary>The record of this moment.</summary>
    public JobRecord Record
    {
        get
        {
            lock (_gate)
            {
                return _record;
            }
        }
    }

    /// <summary>Its crawl; null while none is under way.</summary>
    public ICrawlRun? Run
    {
        get
        {
            lock (_gate)
            {
                return _run;
            }
        }
    }

    /// <summary>True while the store does not know the latest record.</summary>
    public bool IsUnsaved => Volatile.Read(ref _isUnsaved);

    /// <summary>Applies a trigger; a run that is under way obeys.</summary>
    /// <param name="trigger">What happened.</param>
    /// <param name="reason">Why.</param>
    public JobTransition Apply(JobTrigger trigger, string? reason = null)
    {
        ICrawlRun? run;
        JobTransition transition;
        lock (_gate)
        {
            transition = JobMachine.Next(_record.Status, trigger, reason);
            if (transition is JobTransition.Moved moved)
            {
                MoveTo(moved.Status);
            }

            run = _run;
        }

        Obey(run);
        return transition;
    }

    /// <summary>Tells that its crawl is under way, in a directory of its own.</summary>
    public void Attach(ICrawlRun run)
    {
        lock (_gate)
        {
            _run = run;
            _record = _record with { HasDirectory = true };
        }

        // Somebody may have asked for an end while the crawl was being started.
        Obey(run);
    }

    /// <summary>Tells that its crawl is over.</summary>
    public void Detach()
    {
        lock (_gate)
        {
            _run = null;
            _record = _record with { Progress = _record.Progress with { PagesPerSecond = 0, ImagesPerSecond = 0, UnderWay = 0 } };
        }
    }

    /// <summary>Tells how far it is.</summary>
    public void Report(JobProgress progress)
    {
        lock (_gate)
        {
            _record = _record with { Progress = progress };
        }

        Events.Add("progress", JsonSerializer.SerializeToUtf8Bytes(progress, JobJson.Default.JobProgress));
    }

    /// <inheritdoc/>
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        Events.Add("page", JsonSerializer.SerializeToUtf8Bytes(PageBrief.Of(page), JobJson.Default.PageBrief));
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes the latest record to the store; of several at once the last one wins.</summary>
    /// <exception cref="JobStoreException">It cannot be kept now; <see cref="IsUnsaved"/> stays true.</exception>
    public async Task SaveAsync(IJobStore store, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _isUnsaved, true);
        await _saving.WaitAsync(cancellationToken);
        try
        {
            await store.UpdateAsync(Record, cancellationToken);
            Volatile.Write(ref _isUnsaved, false);
        }
        catch
        {
            Volatile.Write(ref _isUnsaved, true);
            throw;
        }
        finally
        {
            _saving.Release();
        }
    }

    private void Obey(ICrawlRun? run)
    {
        switch (Record.Status.State)
        {
            case JobState.Pausing:
                run?.Drain();
                break;
            case JobState.Cancelling:
                run?.Cancel();
                break;
        }
    }

    private void MoveTo(JobStatus status)
    {
        var now = _time.GetUtcNow();
        _record = _record with
        {
            Status = status,
            StartedAt = _record.StartedAt ?? (status.State is JobState.Running ? now : null),
            FinishedAt = status.IsOver ? now : null,
        };
        Events.Add("state", JsonSerializer.SerializeToUtf8Bytes(JobView.Of(_record), JobJson.Default.JobView));
        Moved?.Invoke(this, _record);
    }
}
