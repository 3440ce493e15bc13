namespace AsyncCrawler.Host.Api;

/// <summary>The description of the API for programs.</summary>
internal static class OpenApiText
{
    /// <summary>The name of the document: it is at <c>/openapi/v1.json</c>.</summary>
    public const string Document = "v1";
}
