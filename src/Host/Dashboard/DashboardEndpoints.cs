using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.Host.Dashboard;

/// <summary>Serves the dashboard. It holds no data of its own: what it shows it asks of the API, with the viewer's token.</summary>
internal static class DashboardEndpoints
{
    /// <summary>What the dashboard may do in a browser (promise S21): its own scripts, styles, images and API, and nothing else.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Index = "index.html";
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds a route for every file, and <c>/</c> for the first page.</summary>
    /// <param name="routes">Gets the routes.</param>
    /// <returns>What was added, for conventions such as anonymous access.</returns>
    public static IEndpointConventionBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/");
        foreach (var file in DashboardFiles.Read())
        {
            group.MapMethods(file.Path == Index ? "/" : file.Path, Methods, context => AnswerAsync(context, file)).ExcludeFromDescription();
        }

        return group;
    }

    private static Task AnswerAsync(HttpContext context, DashboardFile file)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Asked again each time and answered with 304: an upgraded service never meets the scripts of its predecessor.
        headers.CacheControl = "no-cache";
        var answer = TypedResults.Bytes(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue(new StringSegment(file.EntityTag)));
        return answer.ExecuteAsync(context);
    }
}
