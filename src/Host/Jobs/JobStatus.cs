namespace AsyncCrawler.Host.Jobs;

/// <summary>The state of a job with what belongs to it.</summary>
/// <param name="State">The state.</param>
/// <param name="Hold">What holds it; not <see cref="JobHold.None"/> exactly when it is paused.</param>
/// <param name="Reason">Why it is in this state, for people and beginning with a word for programs; null when there is nothing to say.</param>
internal sealed record JobStatus(JobState State, JobHold Hold = JobHold.None, string? Reason = null)
{
    /// <summary>That of a job that was just accepted.</summary>
    public static JobStatus New { get; } = new(JobState.Queued);

    /// <summary>True while a crawl of this process may be under way.</summary>
    public bool IsActive => State is JobState.Running or JobState.Pausing or JobState.Cancelling;

    /// <summary>True when only a person can bring it on.</summary>
    public bool IsOver => State is JobState.Cancelled or JobState.Finished or JobState.Failed;
}
