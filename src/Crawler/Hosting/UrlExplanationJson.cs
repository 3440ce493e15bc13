using System.Text.Json.Serialization;

namespace AsyncCrawler.Hosting;

/// <summary>The JSON form of an explanation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UrlExplanation))]
internal sealed partial class UrlExplanationJson : JsonSerializerContext;
