using System.Security.Cryptography.X509Certificates;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Shows each server what the configuration has for exactly its origin: the Authorization field, the client certificate. It sits
/// below everything that could follow a redirect or copy a request, so that nothing of one origin can get to another (promises S5).
/// </summary>
internal sealed class IdentityHandler : HttpMessageHandler
{
    private const string Authorization = "Authorization";

    private readonly HttpMessageInvoker _usual;
    private readonly Dictionary<HostKey, HttpMessageInvoker> _certified = [];
    private readonly List<X509Certificate2> _certificates = [];
    private readonly OriginCredentials _credentials;

    private IdentityHandler(FetchOptions options, GuardedDialler dialler)
    {
        _credentials = new OriginCredentials(options.Credentials);
        _usual = new HttpMessageInvoker(CrawlHttpHandler.Create(options, dialler));
        foreach (var entry in options.ClientCertificates)
        {
            // The handler chooses a certificate by the name of the server alone; one of its own knows scheme and port too.
            if (OriginText.TryParse(entry.Origin, out var origin))
            {
                var certificate = ClientCertificateFile.Load(entry);
                _certificates.Add(certificate);
                _certified[origin] = new HttpMessageInvoker(CrawlHttpHandler.Create(options, dialler, certificate));
            }
        }
    }

    /// <summary>The handler for pages: this one where the configuration has something to show, otherwise the bare one.</summary>
    public static HttpMessageHandler Create(FetchOptions options, GuardedDialler dialler) =>
        options.Credentials.Count + options.ClientCertificates.Count == 0 ? CrawlHttpHandler.Create(options, dialler) : new IdentityHandler(options, dialler);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var origin = request.RequestUri is { } uri ? OriginText.Of(uri) : throw new ArgumentException("A request has a URL.", nameof(request));
        var handler = _certified.GetValueOrDefault(origin, _usual);
        if (!_credentials.TryGet(origin, out var field))
        {
            return await handler.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        request.Headers.TryAddWithoutValidation(Authorization, field);
        try
        {
            return await handler.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Headers.Remove(Authorization); // the response carries the request along, to wherever it is looked at
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _usual.Dispose();
            foreach (var handler in _certified.Values)
            {
                handler.Dispose();
            }

            _certificates.ForEach(certificate => certificate.Dispose());
        }

        base.Dispose(disposing);
    }
}
