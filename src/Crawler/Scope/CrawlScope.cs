using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>What is wanted: rules in order, of which the last that has an opinion wins. Immutable and thread-safe.</summary>
public sealed class CrawlScope
{
    private static readonly Dictionary<ScopeMode, ModeScopeRule> Modes = Enum.GetValues<ScopeMode>().ToDictionary(mode => mode, mode => new ModeScopeRule(mode));

    private readonly ScopeMode _mode;
    private readonly IScopeRule[] _patterns;

    /// <summary>Makes the scope that the options describe.</summary>
    /// <param name="options">The options; see <see cref="ScopeOptionsValidator"/> for what they must hold.</param>
    /// <exception cref="ArgumentException">A pattern cannot be read.</exception>
    public CrawlScope(ScopeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _mode = options.Mode;
        _patterns = [.. options.Patterns.Select(RuleOf)];
    }

    /// <summary>True when there are patterns, which may ask for the depth; the mode does not.</summary>
    internal bool HasPatterns => _patterns.Length > 0;

    /// <summary>Decides on a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="root">The URL by which its scope is judged, usually the seed.</param>
    /// <param name="depth">Links from the seed.</param>
    /// <param name="mode">How far from the root it may lie; null for what the options say.</param>
    /// <returns>The decision, and the rule that made it.</returns>
    public ScopeDecision Decide(CrawlUrl url, CrawlUrl root, int depth = 0, ScopeMode? mode = null)
    {
        var candidate = new ScopeCandidate(url, root, depth);
        return DecideByPattern(candidate) ?? DecisionOf(Modes[mode ?? _mode], candidate) ?? throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>Decides on something that a wanted page embeds, an image for example: it belongs to the page wherever it lies, unless a pattern excludes it.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="root">The URL by which the page's scope is judged.</param>
    /// <param name="depth">Links from the seed.</param>
    /// <returns>The decision, and the rule that made it.</returns>
    public ScopeDecision DecideEmbedded(CrawlUrl url, CrawlUrl root, int depth = 0) =>
        DecideByPattern(new ScopeCandidate(url, root, depth)) ?? new ScopeDecision(true, "embedded in a page");

    private ScopeDecision? DecideByPattern(ScopeCandidate candidate)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (DecisionOf(_patterns[i], candidate) is { } decision)
            {
                return decision;
            }
        }

        return null;
    }

    private static ScopeDecision? DecisionOf(IScopeRule rule, ScopeCandidate candidate) => rule.Judge(candidate) switch
    {
        ScopeOpinion.Include => new ScopeDecision(true, rule.Description),
        ScopeOpinion.Exclude => new ScopeDecision(false, rule.Description),
        ScopeOpinion.None => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IScopeRule RuleOf(ScopePattern pattern) =>
        ScopePatternParser.TryParse(pattern, out var rule, out var fault) ? rule : throw new ArgumentException($"The scope pattern '{pattern.Pattern}' cannot be used: {fault}", nameof(pattern));
}
