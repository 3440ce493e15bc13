using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Progress;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;

namespace AsyncCrawler.Host.Jobs;

/// <summary>Runs a job's crawl to its end, in its own directory: begins it, or goes on with what an earlier run left.</summary>
internal sealed partial class JobRunner(ICrawler crawler, JobFolders folders, CrawlFiles files, JobCrawlOptions options, TimeProvider time, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    /// <summary>Runs it; whatever happens becomes an end.</summary>
    /// <param name="job">The job.</param>
    /// <param name="begun">Called when its directory is made and its crawl is under way.</param>
    /// <param name="cancellationToken">Gives up the start, and drains a crawl under way: the service stops.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Edge of a job: becomes its end and a log event.")]
    public async Task<JobEnd> RunAsync(CrawlJob job, Func<Task> begun, CancellationToken cancellationToken)
    {
        try
        {
            return await CrawlAsync(job, begun, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new JobEnd(JobTrigger.Interrupted);
        }
        catch (Exception error)
        {
            var halt = CrawlHalts.Of(error);
            LogStopped(error, job.Record.Id, CrawlHalts.Word(halt));
            return new JobEnd(halt is CrawlHalt.Unexpected ? JobTrigger.Broke : JobTrigger.Halted, $"{CrawlHalts.Word(halt)}: {error.Message}");
        }
        finally
        {
            job.Detach();
        }
    }

    private async Task<JobEnd> CrawlAsync(CrawlJob job, Func<Task> begun, CancellationToken cancellationToken)
    {
        var record = job.Record;
        var directory = folders.CrawlOf(record.Id);
        var resumes = folders.HasCrawl(record.Id);
        if (!resumes && record.HasDirectory)
        {
            return new JobEnd(JobTrigger.Broke, "directory-lost: the crawl directory is gone; delete the crawl and create it anew.");
        }

        var saved = resumes ? SavedCrawl.Read(directory) : null;
        if (saved?.State is CrawlSummaryState.Complete)
        {
            return await EndOfCompleteAsync(job, cancellationToken);
        }

        if (saved is null)
        {
            // What a crash left of a start.
            folders.Delete(record.Id);
        }

        var request = new CrawlRequest
        {
            Seeds = ListSeedSource.Parse(record.Spec.Seeds),
            Origin = new SeedOrigin { Urls = record.Spec.Seeds },
            Resumes = resumes,
            Options = options.Build(saved, record.Spec.Options, directory),
            Callbacks = [job],
        };
        await using var run = await crawler.StartAsync(request, cancellationToken);
        job.Attach(run);

        // Also when the stop came while the crawl was being started.
        await using var stopping = cancellationToken.Register(run.Drain);
        await begun();
        return await WatchAsync(job, run, JobCrawlOptions.MaxTimeOf(record.Spec.Options));
    }

    // The process before had no time to say so.
    private async Task<JobEnd> EndOfCompleteAsync(CrawlJob job, CancellationToken cancellationToken)
    {
        if (await files.ReadSummaryAsync(job.Record.Id, cancellationToken) is { } summary)
        {
            job.Report(JobProgress.Of(summary));
        }

        return new JobEnd(JobTrigger.Completed);
    }

    private async Task<JobEnd> WatchAsync(CrawlJob job, ICrawlRun run, TimeSpan? maxTime)
    {
        var meter = new ProgressMeter(run.GetProgress, time);
        var isTimeOver = false;
        using var timer = new PeriodicTimer(ReportInterval, time);
        do
        {
            var report = meter.Read();
            job.Report(JobProgress.Of(report.Progress, report.PagesPerSecond, report.ImagesPerSecond));
            if (!isTimeOver && report.Progress.Elapsed >= maxTime)
            {
                isTimeOver = true;
                run.Drain();
            }
        }
        while (await Task.WhenAny(run.Completion, timer.WaitForNextTickAsync().AsTask()) != run.Completion);

        var last = meter.Read();
        job.Report(JobProgress.Of(last.Progress, last.PagesPerSecond, last.ImagesPerSecond));
        var summary = await run.Completion;
        return (summary.State, isTimeOver) switch
        {
            (CrawlSummaryState.Complete, _) => new JobEnd(JobTrigger.Completed),
            (_, true) when job.Record.Status.State is JobState.Running => new JobEnd(JobTrigger.Completed, "time limit reached"),
            _ => new JobEnd(JobTrigger.Interrupted),
        };
    }

    [LoggerMessage(EventIds.Jobs.Stopped, LogLevel.Error, "Crawl {Id} stopped: {Cause}")]
    private partial void LogStopped(Exception error, string id, string cause);
}
