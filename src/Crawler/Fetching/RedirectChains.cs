using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Ends redirects that lead nowhere (promises S2, D10). Each hop is an item of its own that knows only the one before it, so what
/// redirected where is remembered here: the last hop of a circle is the one that closes it, in whatever order they were fetched.
/// One for each crawl. Thread-safe.
/// </summary>
/// <param name="maxRedirects">Most redirects in a row.</param>
/// <param name="maxUrlLength">Most characters of a URL.</param>
internal sealed class RedirectChains(int maxRedirects, int maxUrlLength)
{
    private const int MaxRemembered = 10_000; // some 300 bytes each, and circles close soon

    private readonly LruMap<CrawlUrl, CrawlUrl> _targets = new(MaxRemembered);

    /// <summary>Chains under the limits of a crawl.</summary>
    public RedirectChains(FrontierOptions limits)
        : this(limits.MaxRedirects, limits.MaxUrlLength)
    {
    }

    /// <summary>Turns a redirect that is not to be followed into the failure that it is; leaves every other outcome as it is.</summary>
    public FetchOutcome End(FetchOutcome outcome)
    {
        if (outcome is not FetchOutcome.Redirected redirect)
        {
            return outcome;
        }

        var item = redirect.Lease.Item;
        if (Closes(item, redirect.Target))
        {
            return Fail(redirect, FetchFailureReason.RedirectLoop, $"Redirected to {redirect.Target}, which redirects back.");
        }

        if (item.RedirectCount >= maxRedirects)
        {
            return Fail(redirect, FetchFailureReason.TooManyRedirects, $"Redirected to {redirect.Target}, after {item.RedirectCount} redirects in a row.");
        }

        return redirect.Target.Text.Length > maxUrlLength
            ? Fail(redirect, FetchFailureReason.BadRedirect, $"Redirected to a URL of {redirect.Target.Text.Length} characters, of at most {maxUrlLength}.")
            : outcome;
    }

    private bool Closes(FrontierItem item, CrawlUrl target)
    {
        if (item is { RedirectCount: > 0, Via: { } before })
        {
            Remember(before, item.Url); // which a run before this one may have seen
        }

        Remember(item.Url, target);
        var hop = target;
        for (var i = 0; i <= maxRedirects && !hop.Equals(item.Url); i++)
        {
            if (!_targets.TryGet(hop, out var next))
            {
                return false;
            }

            hop = next;
        }

        return hop.Equals(item.Url);
    }

    private void Remember(CrawlUrl from, CrawlUrl to) => _targets.GetOrReplace(from, known => known.Equals(to), _ => to);

    private static FetchOutcome.Failed Fail(FetchOutcome.Redirected redirect, FetchFailureReason reason, string detail) => new()
    {
        Lease = redirect.Lease,
        StartedAt = redirect.StartedAt,
        Elapsed = redirect.Elapsed,
        Span = redirect.Span,
        RetryAfter = redirect.RetryAfter,
        Status = redirect.Status,
        Reason = reason,
        Detail = detail,
    };
}
