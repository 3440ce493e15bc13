using System.Diagnostics;

namespace AsyncCrawler.Host.Jobs;

/// <summary>
/// The states of a job and what leads from one to another, as one pure function. No state is without an exit: what is over
/// can be deleted, everything else ends by itself or on request (promises R5). A request that comes twice does nothing the second time.
/// </summary>
internal static class JobMachine
{
    private const string OnRequest = "paused on request";

    /// <summary>What comes of a trigger.</summary>
    /// <param name="now">The status.</param>
    /// <param name="trigger">What happened.</param>
    /// <param name="reason">Why; becomes the reason of the new status where it is one to remember.</param>
    public static JobTransition Next(JobStatus now, JobTrigger trigger, string? reason = null) => trigger switch
    {
        JobTrigger.Start => now.State is JobState.Queued ? To(JobState.Running) : Refuse(now, "started"),
        JobTrigger.Pause => Pause(now),
        JobTrigger.Resume => Resume(now),
        JobTrigger.Cancel => Cancel(now),
        JobTrigger.Completed => now.IsActive ? To(JobState.Finished, reason) : JobTransition.Stayed.Instance,
        JobTrigger.Interrupted or JobTrigger.Restarted => Interrupt(now),
        JobTrigger.Halted => now.State is JobState.Running ? Hold(JobHold.Fault, reason) : Interrupt(now, reason),
        JobTrigger.Broke => now.State is JobState.Running or JobState.Pausing ? To(JobState.Failed, reason) : Interrupt(now, reason),
        JobTrigger.Recovered => now.Hold is JobHold.Fault ? To(JobState.Queued) : JobTransition.Stayed.Instance,
        _ => throw new UnreachableException(),
    };

    private static JobTransition Pause(JobStatus now) => now.State switch
    {
        JobState.Queued => Hold(JobHold.Request, OnRequest),
        JobState.Running => To(JobState.Pausing),
        JobState.Paused when now.Hold is JobHold.Fault => Hold(JobHold.Request, $"{OnRequest}; before: {now.Reason}"),
        JobState.Pausing or JobState.Paused => JobTransition.Stayed.Instance,
        _ => Refuse(now, "paused"),
    };

    private static JobTransition Resume(JobStatus now) => now.State switch
    {
        JobState.Paused or JobState.Failed => To(JobState.Queued),
        JobState.Queued or JobState.Running => JobTransition.Stayed.Instance,
        JobState.Pausing => new JobTransition.Refused("The crawl is pausing: resume it when it is paused."),
        _ => Refuse(now, "resumed"),
    };

    private static JobTransition Cancel(JobStatus now) => now.State switch
    {
        JobState.Queued or JobState.Paused or JobState.Failed => To(JobState.Cancelled),
        JobState.Running or JobState.Pausing => To(JobState.Cancelling),
        JobState.Cancelling or JobState.Cancelled => JobTransition.Stayed.Instance,
        _ => Refuse(now, "cancelled"),
    };

    // What somebody asked for before the end is what the end leads to.
    private static JobTransition Interrupt(JobStatus now, string? reason = null) => now.State switch
    {
        JobState.Running => To(JobState.Queued),
        JobState.Pausing => Hold(JobHold.Request, reason is null ? OnRequest : $"{OnRequest}; then: {reason}"),
        JobState.Cancelling => To(JobState.Cancelled),
        _ => JobTransition.Stayed.Instance,
    };

    private static JobTransition.Moved To(JobState state, string? reason = null) => new(new JobStatus(state, JobHold.None, reason));

    private static JobTransition.Moved Hold(JobHold hold, string? reason) => new(new JobStatus(JobState.Paused, hold, reason));

    private static JobTransition.Refused Refuse(JobStatus now, string deed) =>
        new($"A crawl that is {now.State.ToString().ToLowerInvariant()} cannot be {deed}.");
}
