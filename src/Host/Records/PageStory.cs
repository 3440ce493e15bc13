using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Records;

/// <summary>A page's record with the redirects that led to it.</summary>
internal static class PageStory
{
    // As many as a crawl follows at most (promises S2), and a few more for crawls that were configured otherwise.
    private const int MaxRedirects = 20;

    private static readonly string[] Shown = ["id", "url", "status", "fetchedAt", "fetchMs"];

    /// <summary>Reads it.</summary>
    /// <param name="records">Reads records.</param>
    /// <param name="path">The record file.</param>
    /// <param name="id">The page's id: 32 hexadecimal digits.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The record's keys and <c>redirects</c>, the first one first; null when there is no such page.</returns>
    public static async Task<JsonObject?> ReadAsync(RecordReader records, string path, string id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(path, id, cancellationToken) is not { } page || JsonObject.Create(page) is not { } story)
        {
            return null;
        }

        var redirects = new List<JsonNode?>();
        for (var hop = page; redirects.Count < MaxRedirects && await FindRedirectAsync(records, path, hop, cancellationToken) is { } before; hop = before)
        {
            redirects.Insert(0, new JsonObject(Shown.Select(key => KeyValuePair.Create(key, before.TryGetProperty(key, out var value) ? ToNode(value) : null))));
        }

        story["redirects"] = new JsonArray([.. redirects]);
        return story;
    }

    // Via is the page with the link, or the URL that redirected here: then its record says so.
    private static async Task<JsonElement?> FindRedirectAsync(RecordReader records, string path, JsonElement page, CancellationToken cancellationToken) =>
        page.TryGetProperty("via", out var via) && via.ValueKind is JsonValueKind.String && CrawlUrl.TryParse(via.GetString(), out var url)
            && await records.FindAsync(path, UrlFingerprint.Of(url).ToString(), cancellationToken) is { } before
            && before.TryGetProperty("outcome", out var outcome) && outcome.ValueKind is JsonValueKind.String && outcome.ValueEquals("redirected")
            && before.TryGetProperty("finalUrl", out var target) && target.ValueKind is JsonValueKind.String && target.ValueEquals(page.GetProperty("url").GetString())
            ? before
            : null;

    private static JsonNode? ToNode(JsonElement value) => JsonSerializer.SerializeToNode(value, RecordJson.Default.JsonElement);
}
