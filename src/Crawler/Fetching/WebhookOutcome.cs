namespace AsyncCrawler.Fetching;

/// <summary>What became of one webhook message: a status, or the reason why there is none.</summary>
public sealed record WebhookOutcome
{
    /// <summary>The status code of the response; null when none came.</summary>
    public int? Status { get; init; }

    /// <summary>Why no response came; null when one did.</summary>
    public FetchFailureReason? Reason { get; init; }

    /// <summary>One printable line for the operator; may quote what the server sent.</summary>
    public required string Detail { get; init; }

    /// <summary>True for statuses 200 to 299. A redirect is none: the receiver has to be configured where it is.</summary>
    public bool IsDelivered => Status is >= 200 and < 300;
}
