namespace AsyncCrawler.Host.Jobs;

/// <summary>The body of a webhook message: a job came to a state. Whoever wants more asks the API.</summary>
internal sealed record WebhookState
{
    /// <summary>Tells messages apart; the same when it is sent again.</summary>
    public required string Delivery { get; init; }

    public string Event { get; } = "state";

    public required DateTimeOffset At { get; init; }

    /// <summary>The crawl.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required JobState State { get; init; }

    public required string? Reason { get; init; }

    public required JobProgress Progress { get; init; }
}
