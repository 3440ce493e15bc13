using System.Text.Json;

namespace AsyncCrawler.Host.Jobs;

/// <summary>What was asked for. Checked when it was accepted; immutable.</summary>
internal sealed record JobSpec
{
    /// <summary>For people; empty when none was given.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute http or https URLs, at least one.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>The options as they were asked for, a JSON object.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>Whom it tells; null for nobody.</summary>
    public JobWebhook? Webhook { get; init; }
}
