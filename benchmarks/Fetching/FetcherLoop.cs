using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Hosting;
using AsyncCrawler.Urls;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.Benchmarks.Fetching;

/// <summary>The crawler's fetcher in the loops of <see cref="BareLoop"/>: what the room itself adds.</summary>
internal sealed class FetcherLoop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly int _degree;

    /// <param name="degree">How many loops.</param>
    public FetcherLoop(int degree)
    {
        _degree = degree;
        _services = new ServiceCollection().AddAsyncCrawler(static options => options.Fetch.AllowPrivateNetworks = true).BuildServiceProvider();
    }

    /// <summary>Fetches every URL once.</summary>
    public async Task RunAsync(IReadOnlyList<string> urls)
    {
        var fetcher = _services.GetRequiredService<IPageFetcher>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, _degree).Select(number => Task.Run(LoopAsync)));

        async Task LoopAsync()
        {
            while (Interlocked.Increment(ref next) is var index && index < urls.Count)
            {
                if (!CrawlUrl.TryParse(urls[index], out var url))
                {
                    throw new InvalidOperationException(urls[index]);
                }

                var lease = new FrontierLease { ItemId = index, Item = FrontierItem.ForSeed(url), Attempt = 1, ExpiresAt = DateTimeOffset.MaxValue };
                var outcome = await fetcher.FetchAsync(lease, CancellationToken.None);
                (outcome as FetchOutcome.Received ?? throw new InvalidOperationException($"{outcome}")).Body.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
