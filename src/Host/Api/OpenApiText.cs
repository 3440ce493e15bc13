using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AsyncCrawler.Host.Api;

/// <summary>The description of the API for programs.</summary>
internal static class OpenApiText
{
    /// <summary>The name of the document: it is at <c>/openapi/v1.json</c>.</summary>
    public const string Document = "v1";

    /// <summary>Says what the routes do not.</summary>
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer(DescribeAsync).AddOperationTransformer(DescribeLimitAsync);

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "AsyncCrawler";
        document.Info.Version = Document;
        document.Info.Description = "Crawls as jobs: docs/api.md.";

        // Whoever reads it knows where it was read.
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    // It is read by us and not by the framework: PageLimit.
    private static Task DescribeLimitAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var limit in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.Name == PageLimit.Name))
        {
            limit.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = PageLimit.Most.ToString(CultureInfo.InvariantCulture),
                Default = PageLimit.Default,
            };
        }

        return Task.CompletedTask;
    }
}
