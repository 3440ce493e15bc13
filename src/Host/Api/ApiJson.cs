using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AsyncCrawler.Hosting;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Operation;
using AsyncCrawler.Host.Records;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Api;

/// <summary>The JSON form of what the API takes and answers: generated code, as the web writes it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CrawlInput))]
[JsonSerializable(typeof(CrawlList))]
[JsonSerializable(typeof(CrawlSummary))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ItemList<ErrorView>))]
[JsonSerializable(typeof(ItemList<HostView>))]
[JsonSerializable(typeof(ItemList<WorkerView>))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Liveness))]
[JsonSerializable(typeof(OptionsView))]
[JsonSerializable(typeof(RecordPage))]
[JsonSerializable(typeof(UrlExplanation))]
[JsonSerializable(typeof(bool))] // the kinds of values in OptionsView.Defaults
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ApiJson : JsonSerializerContext;
