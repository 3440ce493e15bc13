using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncCrawler.Host.Records;

/// <summary>The JSON of records that are passed on as they are.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class RecordJson : JsonSerializerContext;
