using System.Diagnostics.Metrics;
using System.Net;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>The whole room wired as in the product, except for the clock and the resolver. Only 127.0.0.1 may be dialled.</summary>
internal sealed class FetchRig : IHttpClientFactory, IHttpMessageHandlerFactory, IMeterFactory
{
    private readonly HttpMessageHandler _handler;
    private readonly HttpMessageHandler _webhookHandler;
    private readonly IPageFetcher _fetcher;
    private readonly HostResolver _resolver;

    public FetchRig(FetchOptions options)
    {
        Options = options;
        Budget = new ByteBudget(options.MaxBytesInFlight);
        _resolver = new HostResolver(Names, options, Time);
        var dialler = new GuardedDialler(new AddressPolicy(options), _resolver, options, Time);
        _handler = IdentityHandler.Create(options, dialler);
        _webhookHandler = CrawlHttpHandler.Create(options, dialler);
        var circuits = new HostCircuits(options, Time, NullLogger<HostCircuits>.Instance);
        Webhooks = new HttpWebhookSender(this, options, Time);
        _fetcher = new HttpPageFetcher(this, new BodyReader(Budget, options), circuits, new CrawlerTelemetry(this), options, Time).ForCrawl();
    }

    public FetchOptions Options { get; }

    public ManualTimeProvider Time { get; } = new();

    public StubNames Names { get; } = new();

    public ByteBudget Budget { get; }

    public IWebhookSender Webhooks { get; }

    /// <summary>What the room measures with.</summary>
    public Meter Meter { get; } = new("AsyncCrawler");

    /// <summary>A rig that may dial the servers' ports.</summary>
    public static FetchRig For(params RawServer[] servers) => For(static _ => { }, [.. servers.Select(server => server.EndPoint.Port)]);

    public static FetchRig For(Action<FetchOptions> configure, params int[] ports)
    {
        var options = new FetchOptions { AllowedNetworks = { "127.0.0.1/32" } };
        foreach (var port in ports)
        {
            options.AllowedPorts.Add(port);
        }

        configure(options);
        return new FetchRig(options);
    }

    public static FetchRig For(RawServer server, Action<FetchOptions> configure) => For(configure, server.EndPoint.Port);

    public static FrontierLease Lease(string url, ResourceKind kind = ResourceKind.Page)
    {
        Assert.True(CrawlUrl.TryParse(url, out var parsed), url);
        var item = new FrontierItem { Url = parsed, Seed = parsed, ScopeRoot = parsed, Kind = kind, Depth = 0 };
        return new FrontierLease { ItemId = 1, Item = item, Attempt = 1, ExpiresAt = ManualTimeProvider.DefaultStart.AddHours(1) };
    }

    public Task<FetchOutcome> FetchAsync(string url, ResourceKind kind = ResourceKind.Page) => FetchAsync(Lease(url, kind));

    public Task<FetchOutcome> FetchAsync(FrontierLease lease) => _fetcher.FetchAsync(lease, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Fetches as another crawl of the same process would.</summary>
    public Task<FetchOutcome> FetchInAnotherCrawlAsync(string url) => _fetcher.ForCrawl().FetchAsync(Lease(url), TestContext.Current.CancellationToken).AsTask();

    public Task<FetchOutcome> FetchAsync(string url, CancellationToken cancellationToken) => _fetcher.FetchAsync(Lease(url), cancellationToken).AsTask();

    /// <summary>Fetches what must come in, and gives its body as bytes of its own.</summary>
    public async Task<(FetchOutcome.Received Outcome, byte[] Body)> ReceiveAsync(string url, ResourceKind kind = ResourceKind.Page)
    {
        var outcome = await FetchAsync(url, kind);
        var received = Assert.IsType<FetchOutcome.Received>(outcome);
        var body = received.Body.Bytes.ToArray();
        _ = received.Sha256; // which is calculated from the body, while it is there
        received.Body.Dispose();
        return (received, body);
    }

    /// <summary>Fetches what must fail.</summary>
    public async Task<FetchOutcome.Failed> FailAsync(string url) => Assert.IsType<FetchOutcome.Failed>(await FetchAsync(url));

    public HttpMessageHandler CreateHandler(string name)
    {
        Assert.Equal(HttpPageFetcher.ClientName, name);
        return _handler;
    }

    public HttpClient CreateClient(string name)
    {
        Assert.Equal(HttpWebhookSender.ClientName, name);
        return new HttpClient(_webhookHandler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    Meter IMeterFactory.Create(MeterOptions options) => Meter;

    public void Dispose()
    {
        _handler.Dispose();
        _webhookHandler.Dispose();
        _resolver.Dispose();
        Meter.Dispose();
    }
}
