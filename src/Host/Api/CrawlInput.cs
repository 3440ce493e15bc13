using System.Text.Json;

namespace AsyncCrawler.Host.Api;

/// <summary>The body of <c>POST /crawls</c>, for the description of the API; it is read by <see cref="CrawlInputReader"/>.</summary>
internal sealed record CrawlInput
{
    /// <summary>For people; at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Absolute http or https URLs.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>The options by name: see <c>GET /options</c>.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>Whom to tell of each state.</summary>
    public WebhookInput? Webhook { get; init; }
}
