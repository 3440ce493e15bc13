using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Hosting;
using AsyncCrawler.Urls;
using Microsoft.AspNetCore.Mvc;

namespace AsyncCrawler.Host.Api;

/// <summary>What a crawl does with a URL, and why.</summary>
internal static class ExplainEndpoints
{
    // Of a list of thousands, some are enough to judge a scope by.
    private const int MaxSeeds = 1_000;

    /// <summary>Adds the route.</summary>
    public static void MapExplain(this IEndpointRouteBuilder api) =>
        api.MapGet("/crawls/{id}/explain", ExplainAsync).WithMetadata(Scoped.Read).WithSummary("Explain what the crawl does with a URL")
            .Produces<UrlExplanation>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> ExplainAsync(
        string id, [FromQuery] string? url, JobBoard board, JobFolders folders, JobCrawlOptions options, IUrlExplainer explainer, CancellationToken cancellationToken)
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
            var saved = folders.HasCrawl(id) ? SavedCrawl.Read(folders.CrawlOf(id)) : null;
            var request = new ExplainRequest
            {
                Url = url,
                Seeds = [.. record.Spec.Seeds.Take(MaxSeeds).Select(seed => CrawlUrl.TryParse(seed, out var parsed) ? parsed : null).OfType<CrawlUrl>()],
                Options = options.Build(saved, record.Spec.Options, folders.CrawlOf(id)),
                Directory = saved is null ? null : folders.CrawlOf(id),
                Run = board.Live(id)?.Run,

                // Whoever may only look must not make the service ask a host of his choice.
                AsksRobots = false,
            };
            return TypedResults.Ok(await explainer.ExplainAsync(request, cancellationToken));
        }
        catch (IOException)
        {
            return Problems.Unavailable("The frontier of this crawl cannot be read now: try again later.");
        }
    }
}
