using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AsyncCrawler.Host.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace AsyncCrawler.Host.Api;

/// <summary>Creating crawls, looking at them, and telling them what to do.</summary>
internal static class CrawlEndpoints
{
    private const string KeyField = "Idempotency-Key";
    private const int MaxKeyLength = 255;
    private const int ListedSeeds = 20;

    /// <summary>Adds the routes.</summary>
    public static void MapCrawls(this IEndpointRouteBuilder api)
    {
        api.MapPost("/crawls", CreateAsync).WithMetadata(Scoped.Control).WithSummary("Create a crawl")
            .Accepts<CrawlInput>("application/json").Produces<JobView>(StatusCodes.Status201Created)
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("/crawls", ListAsync).WithMetadata(Scoped.Read).WithSummary("List crawls, the newest first").Produces<CrawlList>().ProducesValidationProblem();
        api.MapGet("/crawls/{id}", FindAsync).WithMetadata(Scoped.Read).WithSummary("Look at a crawl").Produces<JobView>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("/crawls/{id}", DeleteAsync).WithMetadata(Scoped.Admin).WithSummary("Delete a crawl and what it has kept")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        MapChange(api, "pause", JobTrigger.Pause, "Pause a crawl; pages under way may finish");
        MapChange(api, "resume", JobTrigger.Resume, "Let a paused or failed crawl go on");
        MapChange(api, "cancel", JobTrigger.Cancel, "End a crawl for good; what it has is kept");
    }

    private static void MapChange(IEndpointRouteBuilder api, string verb, JobTrigger trigger, string summary) =>
        api.MapPost($"/crawls/{{id}}/{verb}", (string id, JobBoard board, CancellationToken cancellationToken) => ChangeAsync(id, trigger, board, cancellationToken))
            .WithMetadata(Scoped.Control).WithSummary(summary).Produces<JobView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> CreateAsync(
        HttpContext context, JobBoard board, CrawlInputReader reader, FieldCheck fields, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            return TypedResults.Problem("Send JSON: Content-Type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        var faults = new FaultList();
        var key = ReadKey(context.Request, faults);
        var body = await RequestBody.ReadAsync(context.Request, cancellationToken);
        JobSpec spec;
        try
        {
            using var document = CrawlInputReader.Parse(body);
            spec = reader.Read(document.RootElement, faults, out var built);
            await fields.FindFaultsAsync(built, faults, cancellationToken);
        }
        catch (JsonException error)
        {
            return Problems.Faulty("", $"This is no JSON that can be taken: {error.Message}");
        }

        if (!faults.IsEmpty)
        {
            return Problems.Faulty(faults);
        }

        var identity = key is null ? null : new IdempotencyKey(key, Convert.ToHexStringLower(SHA256.HashData(body)));
        return await board.CreateAsync(spec, identity, cancellationToken) switch
        {
            null => Problems.TooMany("Too many crawls are open: delete, cancel or wait for some, or see Jobs:MaxOpen."),
            { IsSameRequest: false } => Problems.Conflict($"This {KeyField} was used for another request: take a new one."),
            { Record: var record } => TypedResults.Created($"/api/v1/crawls/{record.Id}", JobView.Of(record)),
        };
    }

    private static async Task<IResult> ListAsync(
        JobBoard board, [FromQuery] string? state, [FromQuery] string? cursor, [FromQuery] string? limit, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        JobState? wanted = state is null ? null : Enum.TryParse<JobState>(state, ignoreCase: true, out var known) && !state.Any(char.IsAsciiDigit) ? known : null;
        if (state is not null && wanted is null)
        {
            faults.AddValue("state", state, $"Write one of: {string.Join(", ", Enum.GetNames<JobState>()).ToLowerInvariant()}.");
        }

        var before = 0L;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            faults.AddValue("cursor", cursor, "Write the next of an earlier answer.");
        }

        var most = PageLimit.Read(limit, faults);
        if (!faults.IsEmpty)
        {
            return Problems.Faulty(faults);
        }

        // One more than is shown tells whether there is a next page.
        var records = await board.ListAsync(new JobQuery(wanted, cursor is null ? null : before, most + 1), cancellationToken);
        var items = records.Take(most).Select(record => JobView.Of(record, ListedSeeds)).ToList();
        return TypedResults.Ok(new CrawlList(items, records.Count > most ? records[most - 1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> FindAsync(string id, JobBoard board, CancellationToken cancellationToken) =>
        await board.FindAsync(id, cancellationToken) is { } record ? TypedResults.Ok(JobView.Of(record)) : Problems.Unknown("crawl");

    private static async Task<IResult> DeleteAsync(string id, JobBoard board, CancellationToken cancellationToken) =>
        await board.DeleteAsync(id, cancellationToken) switch
        {
            { Record: null } => Problems.Unknown("crawl"),
            { Refusal: { } reason } => Problems.Conflict(reason),
            _ => TypedResults.NoContent(),
        };

    private static async Task<IResult> ChangeAsync(string id, JobTrigger trigger, JobBoard board, CancellationToken cancellationToken) =>
        await board.ChangeAsync(id, trigger, cancellationToken) switch
        {
            { Record: null } => Problems.Unknown("crawl"),
            { Refusal: { } reason } => Problems.Conflict(reason),
            { Record: var record } => TypedResults.Accepted($"/api/v1/crawls/{record.Id}", JobView.Of(record)),
        };

    private static string? ReadKey(HttpRequest request, FaultList faults)
    {
        if (request.Headers[KeyField] is not [{ } key, ..])
        {
            return null;
        }

        if (key.Length is 0 or > MaxKeyLength || key.Any(character => character is < ' ' or > '~'))
        {
            faults.Add(KeyField, $"Write 1 to {MaxKeyLength} printable ASCII characters.");
        }

        return key;
    }
}
