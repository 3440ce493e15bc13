using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <inheritdoc cref="ISinglePageReader"/>
internal sealed class SinglePageReader(IOptions<CrawlerOptions> options, IPageFetcher fetcher, ParserPool pool, TimeProvider time) : ISinglePageReader
{
    private readonly CrawlerOptions _options = options.Value;
    private readonly PageOutcomeFactory _outcomes = new(new AdmittedLinks());

    public Task StartAsync(CancellationToken cancellationToken) => pool.StartAsync(_options.Parsing.Fields, cancellationToken);

    public async Task<PageOutcome> FetchAsync(CrawlUrl url, CancellationToken cancellationToken)
    {
        var chains = new RedirectChains(_options.Frontier);
        var fetch = await SingleFetch.FollowAsync(FrontierItem.ForSeed(url), chains, fetcher.ForCrawl().FetchAsync, cancellationToken).ConfigureAwait(false);
        return await ParseAsync(fetch, cancellationToken).ConfigureAwait(false);
    }

    public Task<PageOutcome> ReadAsync(CrawlUrl url, string? contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, body.Length));
        body.CopyTo(buffer);
        var received = new FetchOutcome.Received
        {
            Lease = SingleFetch.LeaseOf(FrontierItem.ForSeed(url)),
            StartedAt = time.GetUtcNow(),
            Elapsed = TimeSpan.Zero,
            Status = 200,
            ContentType = contentType,
            Body = new PooledBody(buffer, body.Length),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(body.Span)),
        };
        return ParseAsync(received, cancellationToken);
    }

    public string ToJson(PageOutcome page)
    {
        using var line = new JsonLine();
        new PageRecordJson(SinkFactory.ContentsOf(_options)).Write(line.Begin(), page);
        return Encoding.UTF8.GetString(line.End().Span).TrimEnd('\n');
    }

    private async Task<PageOutcome> ParseAsync(FetchOutcome fetch, CancellationToken cancellationToken)
    {
        if (fetch is not FetchOutcome.Received received)
        {
            return _outcomes.Create(fetch, ParseOutcome.NotNeeded.Instance);
        }

        // The outcome knows its length also when it is gone.
        using (received.Body)
        {
            return _outcomes.Create(received, await pool.ParseAsync(received, cancellationToken).ConfigureAwait(false));
        }
    }
}
