using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>Where a redirect leads (RFC 9110 §15.4). It is not followed here: the target goes back to the frontier as an item of its own.</summary>
internal static class Redirection
{
    /// <summary>True for the statuses that name a new place. 300 offers a choice and 304 is about the cache: neither does.</summary>
    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Resolves Location.</summary>
    /// <param name="from">The URL that was fetched.</param>
    /// <param name="locations">The Location fields.</param>
    /// <returns>The URL that may be crawled.</returns>
    /// <exception cref="FetchFaultException">There is none.</exception>
    public static CrawlUrl Resolve(CrawlUrl from, IReadOnlyList<string> locations)
    {
        if (locations.Count == 0)
        {
            throw new FetchFaultException(FetchFailureReason.BadRedirect, "A redirect without Location.");
        }

        if (locations.Any(other => other != locations[0]))
        {
            throw new FetchFaultException(FetchFailureReason.BadRedirect, $"A redirect to {locations.Count} different places.");
        }

        if (!from.TryResolve(locations[0], out var target))
        {
            throw new FetchFaultException(FetchFailureReason.BadRedirect, $"Location is no http or https URL: {Shorten(locations[0])}");
        }

        // Without cookies, what sends us back to the same URL will do so for ever.
        return target.Equals(from) ? throw new FetchFaultException(FetchFailureReason.RedirectLoop, "A redirect to the same URL.") : target;
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
