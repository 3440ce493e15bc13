using Microsoft.AspNetCore.OpenApi;

namespace AsyncCrawler.Host.Api;

/// <summary>The description of the API for programs.</summary>
internal static class OpenApiText
{
    /// <summary>The name of the document: it is at <c>/openapi/v1.json</c>.</summary>
    public const string Document = "v1";

    /// <summary>Says what the routes do not.</summary>
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "AsyncCrawler";
        document.Info.Version = Document;
        document.Info.Description = "Crawls as jobs: docs/api.md.";

        // Whoever reads it knows where it was read.
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
