using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Operation;

namespace AsyncCrawler.Host.Api;

/// <summary>What operators and their programs ask.</summary>
internal static class OperationEndpoints
{
    /// <summary>Adds the routes at the root.</summary>
    public static void MapOperation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new Liveness("ok"))).WithSummary("Whether the process answers");
        routes.MapGet("/health/ready", LookAsync).WithMetadata(Scoped.Read).WithSummary("Whether crawls can get on")
            .Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/metrics", (MetricCollector metrics) => TypedResults.Text(metrics.Write(), PrometheusText.ContentType)).WithMetadata(Scoped.Read)
            .WithSummary("Read the metrics, for Prometheus").Produces<string>(contentType: "text/plain");
    }

    /// <summary>Adds the routes of the API.</summary>
    public static void MapOptions(this IEndpointRouteBuilder api) =>
        api.MapGet("/options", (JobCrawlOptions options) => TypedResults.Ok(OptionsView.Of(options))).WithMetadata(Scoped.Read)
            .WithSummary("Read the options of a crawl, their defaults and their limits").Produces<OptionsView>();

    private static async Task<IResult> LookAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        var report = await readiness.LookAsync(cancellationToken);
        return TypedResults.Json(report, ApiJson.Default.HealthReport, statusCode: report.Status is HealthStatus.Failing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
