namespace AsyncCrawler.Host.Jobs;

/// <summary>What came of a request about one job.</summary>
/// <param name="Record">The job as it is now; null when there is none of that name.</param>
/// <param name="Refusal">Why it was not done; null when it was, or was so already.</param>
internal sealed record JobAnswer(JobRecord? Record, string? Refusal = null)
{
    /// <summary>There is no such job.</summary>
    public static JobAnswer Unknown { get; } = new((JobRecord?)null);
}
