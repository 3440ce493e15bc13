using System.Net;

namespace AsyncCrawler.Fetching;

/// <summary>Matching of hosts and paths with what a cookie is for (RFC 6265bis §5.1).</summary>
internal static class CookieDomain
{
    /// <summary>Whether a host is a domain or lies below it (§5.1.3). An address lies below nothing.</summary>
    public static bool Matches(string host, string domain) =>
        host == domain
        || (host.Length > domain.Length && host.EndsWith(domain, StringComparison.Ordinal) && host[^(domain.Length + 1)] == '.'
            && !IPAddress.TryParse(host.Trim('[', ']'), out _));

    /// <summary>Whether a path is a cookie's or lies below it (§5.1.4).</summary>
    public static bool PathMatches(string path, string cookiePath) =>
        path.StartsWith(cookiePath, StringComparison.Ordinal)
        && (path.Length == cookiePath.Length || cookiePath.EndsWith('/') || path[cookiePath.Length] == '/');

    /// <summary>The path of a cookie that names none: that of the URL without its last segment (§5.1.4).</summary>
    public static string DefaultPath(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "/";
}
