namespace AsyncCrawler.Host.Jobs;

/// <summary>What became of a job that was to be added.</summary>
/// <param name="Record">The job that is there now.</param>
/// <param name="IsNew">False when an earlier request with the same key had added it.</param>
/// <param name="IsSameRequest">False when that request asked for something else.</param>
internal sealed record JobAdded(JobRecord Record, bool IsNew, bool IsSameRequest);
