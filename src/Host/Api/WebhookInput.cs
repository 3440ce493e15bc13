namespace AsyncCrawler.Host.Api;

/// <summary>Whom a crawl tells of its states.</summary>
internal sealed record WebhookInput
{
    /// <summary>An absolute http or https URL; the address policy of the service holds for it.</summary>
    public required string Url { get; init; }

    /// <summary>The key of the signature: 16 to 256 characters.</summary>
    public required string Secret { get; init; }
}
