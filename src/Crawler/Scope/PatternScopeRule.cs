namespace AsyncCrawler.Scope;

/// <summary>A <see cref="ScopePattern"/> at work.</summary>
internal sealed class PatternScopeRule(ScopePattern pattern, Predicate<ScopeCandidate> isMatch) : IScopeRule
{
    private readonly ScopeOpinion _opinion = pattern.IsInclude ? ScopeOpinion.Include : ScopeOpinion.Exclude;

    public string Description { get; } = $"{(pattern.IsInclude ? "include" : "exclude")} {pattern.Pattern}";

    public ScopeOpinion Judge(ScopeCandidate candidate) => isMatch(candidate) ? _opinion : ScopeOpinion.None;
}
