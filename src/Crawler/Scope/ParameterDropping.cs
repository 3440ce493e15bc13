using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>Takes query parameters off URLs that the user said mean nothing. Pure and thread-safe.</summary>
/// <param name="options">Which.</param>
internal sealed class ParameterDropping(ScopeOptions options)
{
    // What the large advertisers, social networks and mailers add to links that lead away from them.
    private static readonly string[] Tracking =
    [
        "utm_*", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "ttclid", "twclid", "li_fat_id", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "vero_id",
    ];

    private readonly ParameterNames? _names = options is { DropsTracking: false, DroppedParameters.Count: 0 }
        ? null
        : new ParameterNames([.. options.DropsTracking ? Tracking : [], .. options.DroppedParameters]);

    /// <summary>The URL without the parameters; the same object when it has none of them.</summary>
    public CrawlUrl Apply(CrawlUrl url) => _names?.RemoveFrom(url) ?? url;
}
