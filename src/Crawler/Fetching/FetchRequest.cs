using System.Net;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>Writes the request of a fetch: a GET with what a crawler says of itself, and nothing about where it was before.</summary>
internal sealed class FetchRequest(FetchOptions options)
{
    private const string AcceptPage = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5";
    private const string AcceptSitemap = "application/xml, text/xml, text/plain;q=0.9, */*;q=0.5";
    private const string AcceptRobots = "text/plain, */*;q=0.5";
    private const string AcceptImage = "image/avif, image/webp, image/*, */*;q=0.5";

    // RFC 9113 §3.2: by ALPN. What is not https, or does not agree, speaks HTTP/1.1.
    private readonly Version _version = options.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
    private readonly HttpVersionPolicy _versionPolicy = options.Http2 ? HttpVersionPolicy.RequestVersionOrLower : HttpVersionPolicy.RequestVersionExact;
    private readonly string _userAgent = UserAgentText.Of(options);

    /// <summary>Makes the request.</summary>
    /// <param name="url">Goes on the wire as it is written, not as <see cref="Uri"/> would write it.</param>
    /// <param name="kind">Decides what is accepted.</param>
    /// <returns>The request; the caller owns it.</returns>
    /// <exception cref="FetchFaultException">The platform cannot send to the URL's host.</exception>
    public HttpRequestMessage Create(CrawlUrl url, ResourceKind kind)
    {
        if (!RequestUri.TryCreate(url, out var uri))
        {
            throw new FetchFaultException(FetchFailureReason.Unexpected, "The platform cannot send a request to this host name.");
        }

        var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = _version, VersionPolicy = _versionPolicy };
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", AcceptOf(kind));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentDecoder.Offer);
        if (options.AcceptLanguage is { } language)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        foreach (var (name, value) in options.Headers)
        {
            request.Headers.Remove(name); // the user's User-Agent, Accept … instead of ours
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static string AcceptOf(ResourceKind kind) => kind switch
    {
        ResourceKind.Image => AcceptImage,
        ResourceKind.Sitemap => AcceptSitemap,
        ResourceKind.Robots => AcceptRobots,
        _ => AcceptPage,
    };
}
