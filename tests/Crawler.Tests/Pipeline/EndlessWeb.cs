using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Pipeline;

/// <summary>A web without end: every URL has a page, which a function makes.</summary>
/// <param name="pageAt">The text of a page, and the references on it.</param>
internal sealed class EndlessWeb(Func<CrawlUrl, (string Text, string[] Links)> pageAt) : IPageFetcher, IPageParser
{
    /// <summary>What was asked for, in order.</summary>
    public ConcurrentQueue<CrawlUrl> Requests { get; } = new();

    public ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, CancellationToken cancellationToken)
    {
        Requests.Enqueue(lease.Item.Url);
        var text = Encoding.UTF8.GetBytes(pageAt(lease.Item.Url).Text);
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        text.CopyTo(buffer, 0);
        return new ValueTask<FetchOutcome>(new FetchOutcome.Received
        {
            Lease = lease,
            StartedAt = default,
            Elapsed = default,
            Status = 200,
            ContentType = "text/html",
            Body = new PooledBody(buffer, text.Length),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(text)),
        });
    }

    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken)
    {
        var url = page.Lease.Item.Url;
        var links = pageAt(url).Links.Select(link => url.TryResolve(link, out var target) ? target.Text : link);
        return new ValueTask<ParseOutcome>(new ParseOutcome.Parsed
        {
            Reply = new ParseReply.Parsed { DocumentId = 1, Charset = "UTF-8", Links = [.. links.Select(link => new ParsedLink(link, LinkSource.Anchor, LinkRelations.None))] },
            Worker = new WorkerIdentity("parser-1", 1),
            Elapsed = default,
        });
    }
}
