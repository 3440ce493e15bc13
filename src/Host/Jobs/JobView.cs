using System.Text.Json;

namespace AsyncCrawler.Host.Jobs;

/// <summary>A job as callers see it: no secrets, no paths.</summary>
internal sealed record JobView
{
    public required string Id { get; init; }

    /// <summary>For people; empty when none was given.</summary>
    public required string Name { get; init; }

    public required JobState State { get; init; }

    /// <summary>Why it is in this state; null when there is nothing to say.</summary>
    public required string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The seeds; in lists the first of them.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>How many seeds there are.</summary>
    public required int SeedCount { get; init; }

    /// <summary>The options as they were asked for.</summary>
    public required JsonElement Options { get; init; }

    public required JobProgress Progress { get; init; }

    /// <summary>What callers see of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="maxSeeds">Most seeds to show.</param>
    public static JobView Of(JobRecord record, int maxSeeds = int.MaxValue) => new()
    {
        Id = record.Id,
        Name = record.Spec.Name,
        State = record.Status.State,
        Reason = record.Status.Reason,
        CreatedAt = record.CreatedAt,
        StartedAt = record.StartedAt,
        FinishedAt = record.FinishedAt,
        Seeds = record.Spec.Seeds.Count <= maxSeeds ? record.Spec.Seeds : [.. record.Spec.Seeds.Take(maxSeeds)],
        SeedCount = record.Spec.Seeds.Count,
        Options = record.Spec.Options,
        Progress = record.Progress,
    };
}
