using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AsyncCrawler.Hosting;

/// <summary>How the options are written to <c>crawl.json</c> and read from it; callbacks are code and are left out.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[JsonSerializable(typeof(CrawlerOptions))]
[JsonSerializable(typeof(PageReading))]
internal sealed partial class CrawlerOptionsJson : JsonSerializerContext
{
    /// <summary>Sets options to what was written.</summary>
    /// <param name="options">The options; their lists are taken to be empty.</param>
    /// <param name="saved">What was written.</param>
    /// <exception cref="JsonException">It is none of these options.</exception>
    public static void Fill(CrawlerOptions options, JsonElement saved)
    {
        var fill = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = Default.WithAddedModifier(type =>
            {
                if (type.Type == typeof(CrawlerOptions))
                {
                    type.CreateObject = () => options;
                }
            }),
        };
        JsonSerializer.Deserialize(saved, (JsonTypeInfo<CrawlerOptions>)fill.GetTypeInfo(typeof(CrawlerOptions)));
    }
}
