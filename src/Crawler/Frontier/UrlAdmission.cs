using AsyncCrawler.Scope;

namespace AsyncCrawler.Frontier;

/// <summary>The gates before the frontier. A pure function of the item: the same for a fresh link, a seed and a redirect. Thread-safe.</summary>
public sealed class UrlAdmission(CrawlScope scope, FrontierOptions options)
{
    // Promises S15; sitemaps.org allows one level of indexes.
    private const int MaxSitemapDepth = 3;

    /// <summary>Decides on an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The decision.</returns>
    public AdmissionDecision Decide(FrontierItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Url.Text.Length > options.MaxUrlLength)
        {
            return new AdmissionDecision(AdmissionRefusal.UrlTooLong, $"longer than {options.MaxUrlLength} characters");
        }

        if (item.RedirectCount > options.MaxRedirects)
        {
            return new AdmissionDecision(AdmissionRefusal.TooManyRedirects, $"more than {options.MaxRedirects} redirects in a row");
        }

        if (item.Kind == ResourceKind.Sitemap)
        {
            return DecideSitemap(item);
        }

        if (item.Kind == ResourceKind.Page && IsTooDeep(item.Depth))
        {
            return new AdmissionDecision(AdmissionRefusal.TooDeep, options.SeedsOnly ? "seeds only" : $"deeper than {options.MaxDepth}");
        }

        var decision = item.Kind == ResourceKind.Page ? scope.Decide(item.Url, item.ScopeRoot) : scope.DecideEmbedded(item.Url, item.ScopeRoot);
        var isSeed = item is { Depth: 0, Kind: ResourceKind.Page };
        return new AdmissionDecision(decision.IsInScope || isSeed ? AdmissionRefusal.None : AdmissionRefusal.OutOfScope, isSeed ? "seed" : decision.Rule);
    }

    private bool IsTooDeep(int depth) => options.SeedsOnly ? depth > 0 : depth > options.MaxDepth;

    // sitemaps.org: robots.txt may name a sitemap anywhere; an index lists what lies on its own site.
    private AdmissionDecision DecideSitemap(FrontierItem item)
    {
        if (item.Depth > MaxSitemapDepth)
        {
            return new AdmissionDecision(AdmissionRefusal.TooDeep, $"behind more than {MaxSitemapDepth - 1} sitemap indexes");
        }

        var isOfItsSite = item.Depth <= 1 || item.Url.Host.Equals(item.Via?.Host) || scope.Decide(item.Url, item.ScopeRoot).IsInScope;
        return new AdmissionDecision(isOfItsSite ? AdmissionRefusal.None : AdmissionRefusal.OutOfScope, isOfItsSite ? "sitemap" : "sitemap of another site");
    }
}
