using System.Text.Json;

namespace AsyncCrawler.Host.Settings;

/// <summary>A site with options of its own as JSON has it, for the command line and for requests alike.</summary>
internal static class SiteSettings
{
    /// <summary>What a site looks like, for messages.</summary>
    public const string Form = "{ \"url\": \"https://example.com/\", \"scope\": \"domain\", \"maxPages\": 100, \"maxDepth\": 2, \"delay\": 2, \"fields\": { \"title\": \"css:h1\" } }";

    /// <summary>What a site says of its URL; null when that is no text.</summary>
    /// <param name="site">A JSON object.</param>
    public static string? UrlOf(JsonElement site) =>
        site.EnumerateObject().LastOrDefault(IsUrl).Value is { ValueKind: JsonValueKind.String } url ? url.GetString() : null;

    /// <summary>Whether a property of a site is its URL.</summary>
    public static bool IsUrl(JsonProperty property) => property.Name.Equals("url", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a site says, as the engine's settings take it.</summary>
    /// <param name="site">A JSON object.</param>
    /// <param name="index">Its place in the list.</param>
    /// <param name="origin">How faults call it, up to the option's name.</param>
    public static IEnumerable<SettingEntry> EntriesOf(JsonElement site, int index, string origin) =>
        site.EnumerateObject()
            .Where(property => property.Value.ValueKind != JsonValueKind.Null)
            .SelectMany(property => EntriesOf(property, $"Frontier:Sites:{index}:{property.Name}", $"{origin}{property.Name}"));

    // Fields are an object of names and expressions.
    private static IEnumerable<SettingEntry> EntriesOf(JsonProperty property, string name, string origin) =>
        property.Value.ValueKind == JsonValueKind.Object
            ? property.Value.EnumerateObject().Select((field, index) => new SettingEntry($"{name}:{index}", $"{field.Name}={field.Value}", $"{origin}.{field.Name}"))
            : [new SettingEntry(name, property.Value.ToString(), origin)];
}
