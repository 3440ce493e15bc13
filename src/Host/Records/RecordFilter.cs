using System.Text.Json;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Records;

/// <summary>Which records are wanted; what is null is not asked about.</summary>
/// <param name="Outcome">The word of the outcome.</param>
/// <param name="Host">Scheme, host and port, or the host's name alone.</param>
/// <param name="Kind">page, image or sitemap.</param>
/// <param name="Text">What the URL or the title contains, case aside.</param>
internal sealed record RecordFilter(string? Outcome = null, string? Host = null, string? Kind = null, string? Text = null)
{
    /// <summary>True when every record is wanted.</summary>
    public bool IsEmpty => this is { Outcome: null, Host: null, Kind: null, Text: null };

    /// <summary>Whether a record is wanted.</summary>
    public bool Matches(JsonElement record) =>
        (Outcome is null || Is(record, "outcome", Outcome))
        && (Kind is null || Is(record, "kind", Kind))
        && (Host is null || IsOfHost(record, Host))
        && (Text is null || Contains(record, "url", Text) || Contains(record, "title", Text));

    private static bool Is(JsonElement record, string key, string value) =>
        record.TryGetProperty(key, out var found) && found.ValueKind is JsonValueKind.String && found.ValueEquals(value);

    private static bool Contains(JsonElement record, string key, string text) =>
        record.TryGetProperty(key, out var found) && found.ValueKind is JsonValueKind.String
            && (found.GetString() ?? "").Contains(text, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfHost(JsonElement record, string host) =>
        record.TryGetProperty("url", out var url) && CrawlUrl.TryParse(url.GetString(), out var parsed)
            && (parsed.Host.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || (CrawlUrl.TryParse(host, out var site) && site.Host == parsed.Host));
}
