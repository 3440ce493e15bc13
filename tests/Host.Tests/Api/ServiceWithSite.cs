using AsyncCrawler.MockSite;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>Tests that have a service and a mock site for it to crawl.</summary>
/// <param name="pages">How many pages the site has.</param>
public abstract class ServiceWithSite(int pages) : IAsyncLifetime
{
    private MockSiteServer? _site;
    private ServiceScene? _service;

    private protected ServiceScene Service => _service ?? throw new InvalidOperationException("The service is not up.");

    protected string Seed => _site?.BaseAddress.AbsoluteUri ?? throw new InvalidOperationException("The site is not up.");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = pages, Mappings = null }, Token);
        _service = await ServiceScene.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
