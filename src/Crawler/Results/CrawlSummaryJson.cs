using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncCrawler.Results;

/// <summary>The JSON form of a summary: keys in the order of the properties, camel case, generated code instead of reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CrawlSummary))]
internal sealed partial class CrawlSummaryJson : JsonSerializerContext
{
    /// <summary>The form of <c>summary.json</c>: indented, and readable because it is never put into a web page as it is.</summary>
    public static CrawlSummaryJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
