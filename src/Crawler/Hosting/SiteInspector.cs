using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <summary>Does single steps with the fetcher and the parsers of the process.</summary>
internal sealed class SiteInspector(IOptions<CrawlerOptions> options, HttpPageFetcher fetcher, ParserPool pool, TimeProvider time) : ISiteInspector
{
    private readonly CrawlerOptions _options = options.Value;
    private readonly PageOutcomeFactory _outcomes = new(new AdmittedLinks());

    public async ValueTask<RobotsReport> ReadRobotsAsync(CrawlUrl site, string? agent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(site);
        var token = agent is null ? UserAgentText.ProductTokenOf(_options.Fetch) : ProductToken.Of(agent);
        var outcome = await SingleFetch.FollowAsync(FrontierItem.ForRobots(site.Host), new RedirectChains(RobotsTxtReader.MaxRedirects, _options.Frontier.MaxUrlLength), fetcher.FetchAsync, cancellationToken).ConfigureAwait(false);
        using var body = (outcome as FetchOutcome.Received)?.Body;
        var retry = new RetryPolicy(_options.Fetch).Decide(outcome, attempt: 1);
        return new RobotsReport
        {
            Url = outcome.Lease.Item.Url,
            Agent = token,
            Status = TallyKeys.Status(outcome),
            Answer = new RobotsTxtReader(token, _options.Politeness.RobotsRetryDelay).Read(outcome, retry),
        };
    }

    public async ValueTask<PageOutcome> ReadSitemapAsync(CrawlUrl sitemap, CancellationToken cancellationToken)
    {
        var item = FrontierItem.ForSeed(sitemap) with { Kind = ResourceKind.Sitemap };
        var outcome = await SingleFetch.FollowAsync(item, new RedirectChains(_options.Frontier), fetcher.FetchAsync, cancellationToken).ConfigureAwait(false);
        using var body = (outcome as FetchOutcome.Received)?.Body;
        if (outcome is not FetchOutcome.Received received || !ParseGate.Wants(received))
        {
            return _outcomes.Create(outcome, ParseOutcome.NotNeeded.Instance);
        }

        await pool.StartAsync(_options.Parsing.Fields, cancellationToken).ConfigureAwait(false);
        return _outcomes.Create(received, await pool.ParseAsync(received, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<FetchReport> FetchAsync(CrawlUrl url, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        var hops = new List<FetchHop>();
        var crawl = fetcher.ForCrawl();
        var chains = new RedirectChains(_options.Frontier);
        await SingleFetch.FollowAsync(FrontierItem.ForSeed(url), chains, TraceAsync, cancellationToken).ConfigureAwait(false);
        return new FetchReport(hops);

        async ValueTask<FetchOutcome> TraceAsync(FrontierLease lease, CancellationToken token)
        {
            var trace = new ExchangeTrace(time);
            var outcome = chains.End(await crawl.FetchAsync(lease, trace, token).ConfigureAwait(false));
            hops.Add(ToHop(outcome, trace));
            return outcome;
        }
    }

    private FetchHop ToHop(FetchOutcome outcome, ExchangeTrace trace) => new()
    {
        Url = outcome.Lease.Item.Url,
        Outcome = outcome,
        Addresses = trace.Addresses,
        Dialled = trace.Dialled,
        Tls = trace.Tls,
        HttpVersion = trace.Version,
        Dns = trace.Dns,
        Connect = trace.Connect,
        TlsHandshake = trace.TlsHandshake,
        FirstByte = trace.FirstByte,
        Body = trace.Body,
        RequestHeaders = trace.RequestHeaders,
        ResponseHeaders = trace.ResponseHeaders,
        WireBytes = trace.WireBytes,
        Decisions = FetchDecisions.Of(outcome, _options),
    };
}
