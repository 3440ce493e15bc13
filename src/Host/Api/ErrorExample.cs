using System.Text.Json;

namespace AsyncCrawler.Host.Api;

/// <summary>A URL that did not go well.</summary>
/// <param name="Id">The id of its record.</param>
/// <param name="Url">The URL.</param>
/// <param name="Status">The status code; null when no response came.</param>
internal sealed record ErrorExample(string Id, string Url, int? Status)
{
    /// <summary>What is shown of a record.</summary>
    public static ErrorExample Of(JsonElement record) => new(
        record.GetProperty("id").GetString() ?? "",
        record.GetProperty("url").GetString() ?? "",
        record.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Number && status.TryGetInt32(out var code) ? code : null);
}
