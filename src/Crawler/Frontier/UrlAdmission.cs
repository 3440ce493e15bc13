using AsyncCrawler.Scope;

namespace AsyncCrawler.Frontier;

/// <summary>The gates before the frontier. A pure function of the item: the same for a fresh link, a seed and a redirect. Thread-safe.</summary>
/// <param name="options">What is wanted.</param>
/// <param name="limits">How much is wanted.</param>
public sealed class UrlAdmission(ScopeOptions options, FrontierOptions limits)
{
    // Promises S15; sitemaps.org allows one level of indexes.
    private const int MaxSitemapDepth = 3;

    private readonly CrawlScope _scope = new(options);
    private readonly TrapPolicy _traps = new(options.Traps);
    private readonly ParameterDropping _dropping = new(options);

    internal TrapOptions Traps => options.Traps;

    internal SiteTable Sites { get; } = new(limits.Sites);

    /// <summary>The item as it is judged and fetched: without the query parameters that mean nothing to the user.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The same object when there is nothing to take off. A redirect's target stays as it is: the server asks for it.</returns>
    public FrontierItem Rewrite(FrontierItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var url = item.RedirectCount > 0 ? item.Url : _dropping.Apply(item.Url);
        return ReferenceEquals(url, item.Url) ? item : item with { Url = url };
    }

    /// <summary>Decides on an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The decision.</returns>
    public AdmissionDecision Decide(FrontierItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Url.Text.Length > limits.MaxUrlLength)
        {
            return new AdmissionDecision(item.IsSeed ? AdmissionRefusal.SeedTooLong : AdmissionRefusal.UrlTooLong, $"longer than {limits.MaxUrlLength} characters");
        }

        if (item.RedirectCount > limits.MaxRedirects)
        {
            return new AdmissionDecision(AdmissionRefusal.TooManyRedirects, $"more than {limits.MaxRedirects} redirects in a row");
        }

        if (item.Kind == ResourceKind.Sitemap)
        {
            return DecideSitemap(item);
        }

        var site = Sites.Of(item);
        var maxDepth = MaxDepthOf(site);
        if (item.Kind == ResourceKind.Page && item.Depth > maxDepth)
        {
            return new AdmissionDecision(AdmissionRefusal.TooDeep, limits.SeedsOnly ? "seeds only" : $"deeper than {maxDepth}");
        }

        if (item.IsSeed)
        {
            return new AdmissionDecision(AdmissionRefusal.None, "seed");
        }

        var decision = item.Kind == ResourceKind.Page
            ? _scope.Decide(item.Url, item.ScopeRoot, item.Depth, site?.Scope)
            : _scope.DecideEmbedded(item.Url, item.ScopeRoot, item.Depth);
        return decision.IsInScope ? DecideTrap(item) ?? new AdmissionDecision(AdmissionRefusal.None, decision.Rule) : new AdmissionDecision(AdmissionRefusal.OutOfScope, decision.Rule);
    }

    /// <summary>A number for what the gates make of a depth: links to one URL whose depths have one number are judged alike.</summary>
    internal int DepthAsJudged(FrontierItem item, int depth) => _scope.HasPatterns ? depth : depth > MaxDepthOf(Sites.Of(item)) ? 1 : 0;

    private int? MaxDepthOf(SiteOptions? site) => limits.SeedsOnly ? 0 : site?.MaxDepth ?? limits.MaxDepth;

    private AdmissionDecision? DecideTrap(FrontierItem item)
    {
        if (_traps.HasRepeatedPath(item.Url))
        {
            return new AdmissionDecision(AdmissionRefusal.RepeatedPath, $"the same path segments {Traps.PathRepeats} times in a row");
        }

        return _traps.HasTooManyParameters(item.Url)
            ? new AdmissionDecision(AdmissionRefusal.TooManyParameters, $"more than {Traps.MaxParameters} query parameters")
            : null;
    }

    // sitemaps.org: robots.txt may name a sitemap anywhere; an index lists what lies on its own site.
    private AdmissionDecision DecideSitemap(FrontierItem item)
    {
        if (item.Depth > MaxSitemapDepth)
        {
            return new AdmissionDecision(AdmissionRefusal.TooDeep, $"behind more than {MaxSitemapDepth - 1} sitemap indexes");
        }

        var isOfItsSite = item.Depth <= 1 || item.Url.Host.Equals(item.Via?.Host) || _scope.Decide(item.Url, item.ScopeRoot, item.Depth, Sites.Of(item)?.Scope).IsInScope;
        return new AdmissionDecision(isOfItsSite ? AdmissionRefusal.None : AdmissionRefusal.OutOfScope, isOfItsSite ? "sitemap" : "sitemap of another site");
    }
}
