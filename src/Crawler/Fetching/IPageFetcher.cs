using AsyncCrawler.Frontier;

namespace AsyncCrawler.Fetching;

/// <summary>One exchange with one server.</summary>
public interface IPageFetcher
{
    /// <summary>Fetches the lease's URL once: no redirect is followed and nothing is tried again. Thread-safe.</summary>
    /// <param name="lease">What to fetch.</param>
    /// <param name="cancellationToken">Ends the fetch with an <see cref="OperationCanceledException"/>; a time-out of ours is an outcome.</param>
    /// <returns>What became of it; the caller owns a received body.</returns>
    ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, CancellationToken cancellationToken);

    /// <summary>The fetcher of one crawl, which shares everything with this one except what must not pass from crawl to crawl: cookies.</summary>
    /// <returns>A fetcher; by default this one, for those that remember nothing.</returns>
    IPageFetcher ForCrawl() => this;
}
