using System.Diagnostics.CodeAnalysis;
using System.Net;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>The URL of a request as the platform wants it.</summary>
internal static class RequestUri
{
    /// <summary>
    /// Makes a <see cref="Uri"/> that goes on the wire as the URL is written. The two parsers of URLs must agree on where the
    /// request goes, for politeness, scope and robots.txt were asked about <see cref="CrawlUrl.Host"/>.
    /// </summary>
    /// <param name="url">The URL.</param>
    /// <param name="uri">The same for the platform, or null.</param>
    /// <returns>False when the platform cannot send to the URL's host.</returns>
    public static bool TryCreate(CrawlUrl url, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(url.Text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out uri)
        && uri.Scheme == url.Host.Scheme
        && uri.Port == url.Host.Port
        && IsSameHost(uri.IdnHost, url.Host.Host.Trim('[', ']'));

    private static bool IsSameHost(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(one, out var address) && address.Equals(IPAddress.TryParse(other, out var same) ? same : null));
}
