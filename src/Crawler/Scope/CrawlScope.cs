using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>What is wanted: rules in order, of which the last that has an opinion wins. Immutable and thread-safe.</summary>
public sealed class CrawlScope
{
    private readonly IScopeRule[] _rules;

    /// <summary>Makes the scope that the options describe.</summary>
    /// <param name="options">The options; see <see cref="ScopeOptionsValidator"/> for what they must hold.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression that runs in linear time.</exception>
    public CrawlScope(ScopeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _rules = [new ModeScopeRule(options.Mode), .. options.Patterns.Select(pattern => new PatternScopeRule(pattern))];
    }

    /// <summary>Decides on a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="root">The URL by which its scope is judged, usually the seed.</param>
    /// <returns>The decision, and the rule that made it.</returns>
    public ScopeDecision Decide(CrawlUrl url, CrawlUrl root) => Decide(_rules, url, root);

    /// <summary>Decides on something that a wanted page embeds, an image for example: it belongs to the page wherever it lies, unless a pattern excludes it.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="root">The URL by which the page's scope is judged.</param>
    /// <returns>The decision, and the rule that made it.</returns>
    public ScopeDecision DecideEmbedded(CrawlUrl url, CrawlUrl root)
    {
        var decision = Decide(_rules.AsSpan(1), url, root);
        return decision.Rule.Length > 0 ? decision : new ScopeDecision(true, "embedded in a page");
    }

    private static ScopeDecision Decide(ReadOnlySpan<IScopeRule> rules, CrawlUrl url, CrawlUrl root)
    {
        for (var i = rules.Length - 1; i >= 0; i--)
        {
            var opinion = rules[i].Judge(url, root);
            if (opinion != ScopeOpinion.None)
            {
                return new ScopeDecision(opinion == ScopeOpinion.Include, rules[i].Description);
            }
        }

        return new ScopeDecision(false, "");
    }
}
