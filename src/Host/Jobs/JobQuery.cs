namespace AsyncCrawler.Host.Jobs;

/// <summary>Which jobs are wanted, the newest first.</summary>
/// <param name="State">Only those in this state; null for all.</param>
/// <param name="Before">Only those with a smaller number; null for all.</param>
/// <param name="Limit">Most jobs to give.</param>
internal sealed record JobQuery(JobState? State, long? Before, int Limit);
