using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Sinks;

/// <summary>Finished URLs of every kind, as the pipeline would hand them over.</summary>
internal static class PageOutcomes
{
    public static readonly DateTimeOffset FetchedAt = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    public static CrawlUrl Url(string text) => CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException(text);

    public static PageOutcome Page(string url = "http://site.test/page", ParseReply.Parsed? reply = null, string seed = "http://site.test/", int depth = 1) =>
        Finished(url, ResourceKind.Page, lease => Received(lease, "<p>body</p>"u8), seed, depth) with
        {
            Parse = new ParseOutcome.Parsed
            {
                Reply = reply ?? Reply(),
                Worker = new WorkerIdentity("parser-1", 4711),
                Elapsed = TimeSpan.FromMilliseconds(5),
            },
        };

    public static PageOutcome ParserFailed(ParseFailureReason reason, WorkerIdentity? worker = null) => Page() with
    {
        Parse = new ParseOutcome.Failed { Reason = reason, Detail = "why", Worker = worker, Elapsed = TimeSpan.FromSeconds(5) },
    };

    public static PageOutcome Image(ReadOnlySpan<byte> bytes, string url = "http://site.test/a.png", string? contentType = "image/png")
    {
        var content = bytes.ToArray();
        return Finished(url, ResourceKind.Image, lease => Received(lease, content) with { ContentType = contentType }, via: "http://site.test/page");
    }

    public static PageOutcome HttpError(int status, string url = "http://site.test/gone", int depth = 1) => Finished(
        url,
        ResourceKind.Page,
        lease => new FetchOutcome.Received { Lease = lease, StartedAt = FetchedAt, Elapsed = TimeSpan.FromMilliseconds(1.5), Status = status, Body = PooledBody.Empty() },
        depth: depth);

    public static PageOutcome Failed(FetchFailureReason reason, string url = "http://down.test/", int depth = 1) => Finished(
        url,
        ResourceKind.Page,
        lease => new FetchOutcome.Failed { Lease = lease, StartedAt = FetchedAt, Elapsed = TimeSpan.FromSeconds(10), Reason = reason, Detail = "why" },
        depth: depth);

    public static PageOutcome Redirected(string url, string target, string seed = "http://site.test/", int depth = 1) => Finished(
        url,
        ResourceKind.Page,
        lease => new FetchOutcome.Redirected { Lease = lease, StartedAt = FetchedAt, Elapsed = TimeSpan.Zero, Status = 301, Target = Url(target) },
        seed,
        depth);

    public static ParseReply.Parsed Reply(string? title = "A title") => new()
    {
        DocumentId = 1,
        Charset = "UTF-8",
        Title = title,
        ElapsedMicroseconds = 1_250,
    };

    public static FetchOutcome.Received Received(FrontierLease lease, ReadOnlySpan<byte> body) => new()
    {
        Lease = lease,
        StartedAt = FetchedAt,
        Elapsed = TimeSpan.FromMilliseconds(12.5),
        Status = 200,
        ContentType = "text/html; charset=utf-8",
        Body = new PooledBody(body.ToArray(), body.Length),
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body)),
    };

    private static PageOutcome Finished(
        string url,
        ResourceKind kind,
        Func<FrontierLease, FetchOutcome> fetch,
        string seed = "http://site.test/",
        int depth = 1,
        string? via = null)
    {
        var item = new FrontierItem { Url = Url(url), Seed = Url(seed), ScopeRoot = Url(seed), Kind = kind, Depth = depth, Via = via is null ? null : Url(via) };
        var lease = new FrontierLease { ItemId = 1, Item = item, Attempt = 1, ExpiresAt = FetchedAt.AddMinutes(5) };
        return new PageOutcome
        {
            Lease = lease,
            Fetch = fetch(lease),
            Parse = ParseOutcome.NotNeeded.Instance,
        };
    }
}
