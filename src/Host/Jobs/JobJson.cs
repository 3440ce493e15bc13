using System.Text.Json.Serialization;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Jobs;

/// <summary>The JSON form of jobs and of their events: generated code, camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CrawlSummary))]
[JsonSerializable(typeof(JobSpec))]
[JsonSerializable(typeof(JobStatus))]
[JsonSerializable(typeof(JobProgress))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(PageBrief))]
[JsonSerializable(typeof(WebhookState))]
internal sealed partial class JobJson : JsonSerializerContext;
