using System.Text.Json.Nodes;
using AsyncCrawler.TestKit;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>The description of the API against the routes that there are, and against the copy that readers of the repository see.</summary>
public sealed class OpenApiTests(PlainService plain) : IClassFixture<PlainService>
{
    private const string UpdateVariable = "ASYNCCRAWLER_UPDATE_OPENAPI";

    private static readonly string Copy = Path.Combine(RepositoryRoot.Path, "docs", "openapi.json");

    [Fact]
    public async Task Document_OfTheService_NamesExactlyItsRoutes()
    {
        var service = plain.Scene;
        var document = await ReadAsync(service);

        var described = from path in document["paths"]?.AsObject() ?? []
                        from operation in path.Value?.AsObject() ?? []
                        select $"{operation.Key.ToUpperInvariant()} {path.Key}";
        var mapped = from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true }
                     from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
                     select $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_OfTheService_IsTheCommittedOne()
    {
        var service = plain.Scene;
        var text = (await ReadAsync(service)).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(Copy, text, TestContext.Current.CancellationToken);
        }

        Assert.True(await File.ReadAllTextAsync(Copy, TestContext.Current.CancellationToken) == text, $"docs/openapi.json is not what the service says: run this test with {UpdateVariable}=1.");
    }

    private static async Task<JsonNode> ReadAsync(ServiceScene service) =>
        JsonNode.Parse(await service.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken)) ?? throw new InvalidOperationException("There is no document.");
}
