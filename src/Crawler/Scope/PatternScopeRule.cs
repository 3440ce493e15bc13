using System.Text.RegularExpressions;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>A <see cref="ScopePattern"/> at work. Non-backtracking, so that no pattern and no URL can make it slow (promises S13).</summary>
internal sealed class PatternScopeRule(ScopePattern pattern) : IScopeRule
{
    private readonly Regex _regex = new(pattern.Regex, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public string Description { get; } = $"{(pattern.IsInclude ? "include" : "exclude")} {pattern.Regex}";

    public ScopeOpinion Judge(CrawlUrl url, CrawlUrl root)
    {
        if (!_regex.IsMatch(url.Text))
        {
            return ScopeOpinion.None;
        }

        return pattern.IsInclude ? ScopeOpinion.Include : ScopeOpinion.Exclude;
    }
}
