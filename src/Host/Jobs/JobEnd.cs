namespace AsyncCrawler.Host.Jobs;

/// <summary>How one run of a job ended.</summary>
/// <param name="Trigger">What that means for the job.</param>
/// <param name="Reason">Why; null when there is nothing to say.</param>
internal sealed record JobEnd(JobTrigger Trigger, string? Reason = null);
