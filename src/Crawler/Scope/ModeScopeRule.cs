using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>The rule behind <see cref="ScopeMode"/>: always first, and always of an opinion.</summary>
internal sealed class ModeScopeRule(ScopeMode mode) : IScopeRule
{
    public string Description { get; } = $"scope {mode.ToString().ToLowerInvariant()}";

    public ScopeOpinion Judge(ScopeCandidate candidate)
    {
        var (url, root, _) = candidate;
        var isInside = mode switch
        {
            ScopeMode.Host => string.Equals(url.Host.Host, root.Host.Host, StringComparison.Ordinal),
            ScopeMode.Domain => PublicSuffixList.Instance.AreSameSite(url.Host.Host, root.Host.Host),
            ScopeMode.Prefix => url.Text.StartsWith(PrefixOf(root.Text), StringComparison.Ordinal),
            ScopeMode.Any => true,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return isInside ? ScopeOpinion.Include : ScopeOpinion.Exclude;
    }

    private static ReadOnlySpan<char> PrefixOf(string root)
    {
        var query = root.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? root.AsSpan() : root.AsSpan(0, query);
        return path[..(path.LastIndexOf('/') + 1)];
    }
}
