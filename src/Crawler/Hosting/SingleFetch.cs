using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Hosting;

/// <summary>A fetch outside of any crawl: leased by nobody, and followed along its redirects at once.</summary>
internal static class SingleFetch
{
    /// <summary>A lease that no frontier gave, and none waits for.</summary>
    public static FrontierLease LeaseOf(FrontierItem item) => new() { ItemId = 0, Item = item, Attempt = 1, ExpiresAt = DateTimeOffset.MaxValue };

    /// <summary>Fetches an item, and what it redirects to.</summary>
    /// <param name="item">The item.</param>
    /// <param name="chains">How far it goes.</param>
    /// <param name="fetchAsync">One exchange.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The last outcome: no redirect.</returns>
    public static async ValueTask<FetchOutcome> FollowAsync(
        FrontierItem item, RedirectChains chains, Func<FrontierLease, CancellationToken, ValueTask<FetchOutcome>> fetchAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = chains.End(await fetchAsync(LeaseOf(item), cancellationToken).ConfigureAwait(false));
            if (outcome is not FetchOutcome.Redirected redirect)
            {
                return outcome;
            }

            item = item.ForRedirect(redirect.Target);
        }
    }
}
