namespace AsyncCrawler.Host.Jobs;

/// <summary>A job as the store keeps it. Immutable.</summary>
internal sealed record JobRecord
{
    /// <summary>The store's number; rises with each job. 0 until the store has given it one.</summary>
    public long Number { get; init; }

    /// <summary>The name by which callers know it: see <see cref="JobId"/>.</summary>
    public required string Id { get; init; }

    public required JobSpec Spec { get; init; }

    public required JobStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its crawl began; null while it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it came to its end; null while it is open.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>True once its crawl directory was made: from then on a missing directory is a loss.</summary>
    public bool HasDirectory { get; init; }

    /// <summary>How far it came when this was written.</summary>
    public JobProgress Progress { get; init; } = new();
}
