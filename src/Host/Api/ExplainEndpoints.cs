using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace AsyncCrawler.Host.Api;

/// <summary>What a crawl does with a URL, and why.</summary>
internal static class ExplainEndpoints
{
    /// <summary>Adds the route.</summary>
    public static void MapExplain(this IEndpointRouteBuilder api) =>
        api.MapGet("/crawls/{id}/explain", ExplainAsync).WithMetadata(Scoped.Read).WithSummary("Explain what the crawl does with a URL")
            .Produces<UrlExplanation>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ExplainAsync(string id, [FromQuery] string? url, JobBoard board, CrawlExplainer explainer, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is not { } record)
        {
            return Problems.Unknown("crawl");
        }

        if (string.IsNullOrWhiteSpace(url))
        {
            return Problems.Faulty("url", "Write the URL to explain: ?url=https%3A%2F%2Fexample.com%2F");
        }

        try
        {
            return TypedResults.Ok(await explainer.ExplainAsync(record, url, cancellationToken));
        }
        catch (IOException)
        {
            return Problems.Unavailable("The frontier of this crawl cannot be read now: try again later.");
        }
    }
}
