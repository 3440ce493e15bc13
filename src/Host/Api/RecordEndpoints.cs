using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Records;
using Microsoft.AspNetCore.Mvc;

namespace AsyncCrawler.Host.Api;

/// <summary>What a crawl has found: pages, media, exports.</summary>
internal static class RecordEndpoints
{
    private const int PageIdLength = 32;

    // A file that a browser shows instead of keeping it could do nothing: no script, no origin (promises S21).
    private const string Sandbox = "default-src 'none'; sandbox";

    /// <summary>Adds the routes.</summary>
    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        var crawl = api.MapGroup("/crawls/{id}").WithMetadata(Scoped.Read).ProducesProblem(StatusCodes.Status404NotFound);
        crawl.MapGet("/pages", ListPagesAsync).WithSummary("Read the finished URLs, in their order").Produces<RecordPage>().ProducesValidationProblem();
        crawl.MapGet("/pages/{pageId}", FindPageAsync).WithSummary("Read everything about one URL").Produces<JsonObject>();
        crawl.MapGet("/media", ListMediaAsync).WithSummary("Read the images, in their order").Produces<RecordPage>().ProducesValidationProblem();
        crawl.MapGet("/media/{sha256}", SendMediaAsync).WithSummary("Load one image").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        crawl.MapGet("/export", ExportAsync).WithSummary("Load all records as a file")
            .Produces(StatusCodes.Status200OK, contentType: "application/jsonl").ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListPagesAsync(
        string id, JobBoard board, CrawlFiles files, RecordReader records, [FromQuery] string? cursor, [FromQuery] string? limit, [FromQuery] string? outcome,
        [FromQuery] string? host, [FromQuery] string? text, [FromQuery] string? kind, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is null)
        {
            return Problems.Unknown("crawl");
        }

        var (page, faults) = await ReadAsync(records, files.Pages(id), cursor, limit, new RecordFilter(outcome, host, kind, text), cancellationToken);
        return faults.IsEmpty ? TypedResults.Ok(page) : Problems.Faulty(faults);
    }

    private static async Task<IResult> FindPageAsync(
        string id, string pageId, JobBoard board, CrawlFiles files, RecordReader records, CrawlExplainer explainer, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is not { } record)
        {
            return Problems.Unknown("crawl");
        }

        if (!HexText.Is(pageId, PageIdLength) || await PageStory.ReadAsync(records, files.Pages(id), pageId, cancellationToken) is not { } story)
        {
            return Problems.Unknown("page");
        }

        story["decisions"] = await DecisionsAsync(story, record, explainer, cancellationToken);
        return TypedResults.Ok(story);
    }

    // What is kept of the page is worth showing also while its frontier cannot be read.
    private static async Task<JsonNode?> DecisionsAsync(JsonObject story, JobRecord record, CrawlExplainer explainer, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse((await explainer.ExplainAsync(record, story["url"]?.GetValue<string>() ?? "", cancellationToken)).ToJson());
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<IResult> ListMediaAsync(
        string id, JobBoard board, CrawlFiles files, RecordReader records, [FromQuery] string? cursor, [FromQuery] string? limit, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is null)
        {
            return Problems.Unknown("crawl");
        }

        var (page, faults) = await ReadAsync(records, files.MediaIndex(id), cursor, limit, new RecordFilter(), cancellationToken);
        return faults.IsEmpty
            ? TypedResults.Ok(new JsonObject { ["items"] = new JsonArray([.. page.Items.Select(item => WithHref(item, id))]), ["next"] = page.Next, ["skipped"] = page.Skipped })
            : Problems.Faulty(faults);
    }

    private static async Task<IResult> SendMediaAsync(string id, string sha256, HttpContext context, JobBoard board, CrawlFiles files, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is null || StoredMedia.Find(files.Media(id), sha256) is not { } media)
        {
            return Problems.Unknown("image");
        }

        context.Response.Headers.ContentSecurityPolicy = Sandbox;

        // The name is the content's hash: it never changes.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.PhysicalFile(media.Path, media.ContentType, Path.GetFileName(media.Path));
    }

    private static async Task<IResult> ExportAsync(
        string id, HttpContext context, JobBoard board, CrawlFiles files, [FromQuery] string? format, CancellationToken cancellationToken)
    {
        if (await board.FindAsync(id, cancellationToken) is null)
        {
            return Problems.Unknown("crawl");
        }

        if (format is not (null or "jsonl" or "csv"))
        {
            var faults = new FaultList();
            faults.AddValue("format", format, "Write jsonl or csv.");
            return Problems.Faulty(faults);
        }

        var isCsv = format == "csv";
        var path = isCsv ? files.PagesCsv(id) : files.Pages(id);
        if (!File.Exists(path))
        {
            return Problems.Conflict(isCsv ? "This crawl has no CSV: it did not begin yet, or was asked for other formats." : "This crawl has no records yet.");
        }

        context.Response.Headers.ContentSecurityPolicy = Sandbox;
        return TypedResults.Stream(
            stream => RecordExport.CopyAsync(path, stream, cancellationToken), isCsv ? "text/csv; charset=utf-8" : "application/jsonl", $"{id}.{format ?? "jsonl"}");
    }

    private static async Task<(RecordPage Page, FaultList Faults)> ReadAsync(
        RecordReader records, string path, string? cursor, string? limit, RecordFilter filter, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var most = PageLimit.Read(limit, faults);
        if (!RecordReader.TryParseCursor(cursor, out var offset) || !await RecordLines.IsBoundaryAsync(path, offset, cancellationToken))
        {
            faults.AddValue("cursor", cursor ?? "", "Write the next of an earlier answer; after a crash of the service begin anew.");
        }

        return (faults.IsEmpty ? await records.ReadAsync(path, offset, most, filter, cancellationToken) : new RecordPage([], null, 0), faults);
    }

    private static JsonObject? WithHref(JsonElement item, string id)
    {
        var media = JsonObject.Create(item);
        if (media?["path"] is not null && item.TryGetProperty("sha256", out var hash))
        {
            media["href"] = $"/api/v1/crawls/{id}/media/{hash}";
        }

        return media;
    }
}
