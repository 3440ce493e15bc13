using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncCrawler.Sinks;

/// <summary>The JSON form of <c>crawl.json</c> and <c>crawl.lock</c>: camel case, indented, generated code instead of reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CrawlManifest))]
[JsonSerializable(typeof(DirectoryOwner))]
internal sealed partial class CrawlDirectoryJson : JsonSerializerContext
{
    /// <summary>Readable, because these files are never put into a web page as they are.</summary>
    public static CrawlDirectoryJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
