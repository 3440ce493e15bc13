using System.Net;

namespace AsyncCrawler.Fetching;

/// <summary>Tells the platform which requests go to the proxy in absolute form (RFC 9112 §3.2.2): the plain ones. What is encrypted is tunnelled by the dialler.</summary>
internal sealed class ForwardingProxy(ProxyOptions options) : IWebProxy
{
    private readonly Uri? _address = options.Address is { } address ? new Uri(address) : null;

    /// <summary>Null: <see cref="ForwardingHandler"/> sends what the proxy wants, at once.</summary>
    public ICredentials? Credentials { get; set; }

    /// <summary>Whether plain requests are forwarded at all.</summary>
    public static bool IsWanted(ProxyOptions options) => options is { Address: not null, ResolvesNames: true };

    /// <summary>Whether a request is one that is forwarded.</summary>
    public static bool Takes(ProxyOptions options, Uri? target) => IsWanted(options) && target?.Scheme == Uri.UriSchemeHttp;

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _address;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => !Takes(options, host);
}
