using System.Text.Json.Serialization;

namespace AsyncCrawler.Hosting;

/// <summary>How the options are written to <c>crawl.json</c>; callbacks are code and are left out.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(CrawlerOptions))]
internal sealed partial class CrawlerOptionsJson : JsonSerializerContext;
