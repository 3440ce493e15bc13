using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>The rule behind <see cref="ScopeMode"/>: always first, and always of an opinion.</summary>
internal sealed class ModeScopeRule(ScopeMode mode) : IScopeRule
{
    private const string CommonPrefix = "www.";

    public string Description { get; } = $"scope {mode.ToString().ToLowerInvariant()}";

    public ScopeOpinion Judge(CrawlUrl url, CrawlUrl root)
    {
        var isInside = mode switch
        {
            ScopeMode.Host => string.Equals(url.Host.Host, root.Host.Host, StringComparison.Ordinal),
            ScopeMode.Domain => IsAtOrBelow(url.Host.Host, DomainOf(root)),
            ScopeMode.Prefix => url.Text.StartsWith(PrefixOf(root.Text), StringComparison.Ordinal),
            ScopeMode.Any => true,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return isInside ? ScopeOpinion.Include : ScopeOpinion.Exclude;
    }

    private static string DomainOf(CrawlUrl root)
    {
        var host = root.Host.Host;
        return host.StartsWith(CommonPrefix, StringComparison.Ordinal) ? host[CommonPrefix.Length..] : host;
    }

    private static bool IsAtOrBelow(string host, string domain) =>
        host.EndsWith(domain, StringComparison.Ordinal)
        && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');

    private static ReadOnlySpan<char> PrefixOf(string root)
    {
        var query = root.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? root.AsSpan() : root.AsSpan(0, query);
        return path[..(path.LastIndexOf('/') + 1)];
    }
}
