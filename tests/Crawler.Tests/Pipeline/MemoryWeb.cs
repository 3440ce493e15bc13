using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Pipeline;

/// <summary>A web without network and parsers: answers for both from what the test put in. Unknown URLs are 404.</summary>
internal sealed class MemoryWeb : IPageFetcher, IPageParser
{
    private readonly ConcurrentDictionary<CrawlUrl, (string[] Links, string[] Images)> _pages = new();
    private readonly ConcurrentDictionary<CrawlUrl, CrawlUrl> _redirects = new();
    private readonly ConcurrentDictionary<CrawlUrl, bool> _images = new();
    private readonly ConcurrentBag<PooledBody> _bodies = [];

    /// <summary>Bodies handed out and not given back.</summary>
    public int BodiesOut => _bodies.Count(IsOut);

    public void Page(string url, string[] links, string[] images) => _pages[At(url)] = (links, images);

    public void Image(string url) => _images[At(url)] = true;

    public void Redirect(string from, string to) => _redirects[At(from)] = At(to);

    public ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var url = lease.Item.Url;
        if (url.Text.EndsWith("/fetch-fault", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("a fault of the fetcher");
        }

        if (url.Text.EndsWith("/no-descriptors", StringComparison.Ordinal))
        {
            throw new LocalShortageException(new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TooManyOpenSockets));
        }

        return new ValueTask<FetchOutcome>(_redirects.TryGetValue(url, out var target)
            ? new FetchOutcome.Redirected { Lease = lease, StartedAt = default, Elapsed = default, Status = 301, Target = target }
            : Received(lease, _pages.ContainsKey(url) ? "text/html" : _images.ContainsKey(url) ? "image/png" : null));
    }

    public ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var url = page.Lease.Item.Url;
        if (url.Text.EndsWith("/parse-fault", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("a fault of the parser");
        }

        var (links, images) = _pages[url];
        return new ValueTask<ParseOutcome>(new ParseOutcome.Parsed
        {
            Reply = new ParseReply.Parsed
            {
                DocumentId = 1,
                Charset = "UTF-8",
                Links =
                [
                    .. links.Select(link => new ParsedLink(Resolve(url, link), LinkSource.Anchor, LinkRelations.None)),
                    .. images.Select(image => new ParsedLink(Resolve(url, image), LinkSource.Image, LinkRelations.None)),
                ],
            },
            Worker = new WorkerIdentity("parser-1", 1),
            Elapsed = default,
        });
    }

    private static CrawlUrl At(string url) => Url(url.StartsWith('/') ? "http://a.test" + url : url);

    private static string Resolve(CrawlUrl page, string reference) => page.TryResolve(reference, out var url) ? url.Text : reference;

    private static bool IsOut(PooledBody body)
    {
        try
        {
            return body.Bytes.Length > 0;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    // No two pages are the same: a site of which all are is a trap.
    private static PooledBody BodyOf(CrawlUrl url)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(url.Text));
        return new PooledBody(buffer, Encoding.UTF8.GetBytes(url.Text, buffer));
    }

    private FetchOutcome.Received Received(FrontierLease lease, string? contentType)
    {
        var body = contentType is null ? PooledBody.Empty() : BodyOf(lease.Item.Url);
        _bodies.Add(body);
        return new FetchOutcome.Received
        {
            Lease = lease,
            StartedAt = default,
            Elapsed = default,
            Status = contentType is null ? 404 : 200,
            ContentType = contentType,
            Body = body,
        };
    }
}
