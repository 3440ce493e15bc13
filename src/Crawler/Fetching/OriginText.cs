using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>Origins in the configuration: what a credential is bound to.</summary>
internal static class OriginText
{
    /// <summary>Reads one.</summary>
    /// <param name="text">A URL of scheme, host and port, and nothing more: a path would promise a narrower bound than there is.</param>
    /// <param name="origin">The origin, or null.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostKey? origin)
    {
        origin = text is not null && !text.Contains('@', StringComparison.Ordinal) && CrawlUrl.TryParse(text, out var url)
            && url.Text.Count('/') == 3 && url.Text.EndsWith('/') && !text.Contains('#', StringComparison.Ordinal) ? url.Host : null;
        return origin is not null;
    }

    /// <summary>The origin of a request, equal to that of its <see cref="CrawlUrl"/>.</summary>
    public static HostKey Of(Uri uri) => HostKey.Of(uri.Scheme, uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost, uri.Port);
}
