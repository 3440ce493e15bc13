using System.Text.Json.Serialization;

namespace AsyncCrawler.Host.Cli;

/// <summary>The JSON form of what <c>--json</c> writes: generated code, camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Progress.ProgressRecord))]
[JsonSerializable(typeof(SummaryRecord))]
[JsonSerializable(typeof(FetchHopRecord))]
[JsonSerializable(typeof(Bench.BenchResult))]
[JsonSerializable(typeof(RobotsRecord))]
[JsonSerializable(typeof(RobotsPathRecord))]
[JsonSerializable(typeof(SitemapRecord))]
[JsonSerializable(typeof(SitemapUrlRecord))]
internal sealed partial class JsonLines : JsonSerializerContext;
