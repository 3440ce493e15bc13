namespace AsyncCrawler.Fetching;

/// <summary>
/// Goes before a handler that forwards plain requests to a proxy. There connections belong to the proxy and not to one target, so
/// the dialler does not see where a request goes: it is checked here, each time (promises D18).
/// </summary>
internal sealed class ForwardingHandler(HttpMessageHandler inner, ProxyOptions options, GuardedDialler dialler) : DelegatingHandler(inner)
{
    private const string ProxyAuthorization = "Proxy-Authorization";

    private readonly string? _authorization = ProxyTunnel.Of(options)?.Authorization;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } target || !ForwardingProxy.Takes(options, target))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        dialler.Check(target.IdnHost, target.Port);
        if (_authorization is not null)
        {
            request.Headers.TryAddWithoutValidation(ProxyAuthorization, _authorization);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Headers.Remove(ProxyAuthorization); // the response carries the request along, to wherever it is looked at
        }
    }
}
