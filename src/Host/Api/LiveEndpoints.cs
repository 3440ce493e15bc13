using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Records;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Api;

/// <summary>How a crawl goes: its summary, errors, hosts, workers and events.</summary>
internal static class LiveEndpoints
{
    // What a table can show; the summary has all of them.
    private const int MaxHosts = 1_000;

    /// <summary>Adds the routes.</summary>
    public static void MapLive(this IEndpointRouteBuilder api)
    {
        var crawl = api.MapGroup("/crawls/{id}").WithMetadata(Scoped.Read).ProducesProblem(StatusCodes.Status404NotFound);
        crawl.MapGet("/summary", SummariseAsync).WithSummary("Read the summary: of this moment, or the last one").Produces<CrawlSummary>();
        crawl.MapGet("/errors", ListErrorsAsync).WithSummary("Count what did not go well, with examples").Produces<ItemList<ErrorView>>();
        crawl.MapGet("/hosts", ListHostsAsync).WithSummary("Look at the hosts").Produces<ItemList<HostView>>();
        crawl.MapGet("/workers", ListWorkersAsync).WithSummary("Look at the parser processes, which all crawls share").Produces<ItemList<WorkerView>>();
        crawl.MapGet("/events", StreamAsync).WithSummary("Follow the crawl by server-sent events")
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> SummariseAsync(string id, JobBoard board, SummaryReader summaries, CancellationToken cancellationToken) =>
        await board.FindAsync(id, cancellationToken) is { } record && await summaries.ReadAsync(record.Id, cancellationToken) is { } summary
            ? TypedResults.Ok(summary)
            : Problems.Unknown("summary: the crawl is unknown, has not begun, or its summary.json is damaged");

    private static async Task<IResult> ListErrorsAsync(string id, JobBoard board, CrawlFiles files, RecordReader records, CancellationToken cancellationToken) =>
        await board.FindAsync(id, cancellationToken) is { } record
            ? TypedResults.Ok(new ItemList<ErrorView>(await ErrorView.ListAsync(record.Progress.Errors, records, files.Pages(id), cancellationToken)))
            : Problems.Unknown("crawl");

    private static async Task<IResult> ListHostsAsync(string id, JobBoard board, SummaryReader summaries, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is null)
        {
            return Problems.Unknown("crawl");
        }

        var summary = await summaries.ReadAsync(id, cancellationToken);
        var states = (board.Live(id)?.Run?.ListHosts() ?? []).ToDictionary(state => state.Host.Text);
        var hosts = (summary?.Hosts ?? []).Select(host => HostView.Of(host, states.GetValueOrDefault(host.Host)));
        return TypedResults.Ok(new ItemList<HostView>([.. hosts.OrderByDescending(host => host.UnderWay).ThenByDescending(host => host.Waiting).ThenByDescending(host => host.Pages).Take(MaxHosts)]));
    }

    private static async Task<IResult> ListWorkersAsync(string id, JobBoard board, ParserPool pool, CancellationToken cancellationToken) =>
        await board.FindAsync(id, cancellationToken) is null
            ? Problems.Unknown("crawl")
            : TypedResults.Ok(new ItemList<WorkerView>([.. pool.Snapshot().Workers.Select(WorkerView.Of)]));

    private static async Task<IResult> StreamAsync(string id, HttpContext context, JobBoard board, EventStreams streams, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is not { } record)
        {
            return Problems.Unknown("crawl");
        }

        if (!streams.TryOpen(out var place))
        {
            return Problems.Unavailable("Too many event streams are open: see Service:MaxEventStreams.");
        }

        using (place)
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping))
        {
            var last = context.Request.Headers["Last-Event-ID"] is [{ } text, ..] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : (long?)null;
            try
            {
                await streams.SendAsync(context.Response, record, board.Live(id), last, end.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The reader left, or the service stops.
            }
        }

        return TypedResults.Empty;
    }
}
