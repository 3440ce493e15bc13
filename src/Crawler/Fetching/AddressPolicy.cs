using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Which addresses and ports may be dialled (promises S1): the public ones, unless the configuration says more. The crawled
/// web names the addresses, so this is what keeps it from reaching into our own networks. Immutable.
/// </summary>
internal sealed class AddressPolicy
{
    // RFC 6890 and the IANA special-purpose registry. "Own" marks what --allow-private opens.
    private static readonly (IPNetwork Network, bool IsOwn)[] NotPublicV4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), false), // "this host": Linux dials itself
        (IPNetwork.Parse("10.0.0.0/8"), true),
        (IPNetwork.Parse("100.64.0.0/10"), true),
        (IPNetwork.Parse("127.0.0.0/8"), true),
        (IPNetwork.Parse("169.254.0.0/16"), false), // link-local, where clouds keep their metadata
        (IPNetwork.Parse("172.16.0.0/12"), true),
        (IPNetwork.Parse("192.0.0.0/24"), false),
        (IPNetwork.Parse("192.0.2.0/24"), false),
        (IPNetwork.Parse("192.88.99.0/24"), false),
        (IPNetwork.Parse("192.168.0.0/16"), true),
        (IPNetwork.Parse("198.18.0.0/15"), false),
        (IPNetwork.Parse("198.51.100.0/24"), false),
        (IPNetwork.Parse("203.0.113.0/24"), false),
        (IPNetwork.Parse("224.0.0.0/4"), false),
        (IPNetwork.Parse("240.0.0.0/4"), false), // 255.255.255.255 included
    ];

    // Inside 2000::/3, which is all that is public (RFC 4291 §2.4): protocol assignments with Teredo, documentation, 6to4.
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublicV6 =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    private static readonly IPNetwork UniqueLocal = IPNetwork.Parse("fc00::/7");
    private static readonly int[] DefaultPorts = [80, 443, 8000, 8008, 8080, 8443, 8888];

    private readonly bool _allowsOwn;
    private readonly IPNetwork[] _allowed;
    private readonly IPNetwork[] _denied;
    private readonly int[] _ports;

    /// <summary>Makes the policy of a configuration that was validated.</summary>
    public AddressPolicy(FetchOptions options)
        : this(options.AllowPrivateNetworks, options.AllowedNetworks, options)
    {
    }

    private AddressPolicy(bool allowsOwn, IEnumerable<string> allowed, FetchOptions options)
    {
        _allowsOwn = allowsOwn;
        _allowed = [.. allowed.Select(IPNetwork.Parse)];
        _denied = [.. options.DeniedNetworks.Select(IPNetwork.Parse)];
        _ports = options.AllowedPorts.Count > 0 ? [.. options.AllowedPorts] : DefaultPorts;
    }

    /// <summary>Makes the policy for the address of the proxy: what is opened for one of the two is not open to the other.</summary>
    public static AddressPolicy OfProxy(FetchOptions options) => new(allowsOwn: false, options.Proxy.AllowedNetworks, options);

    /// <summary>Whether an address may be dialled. The IPv4-mapped form counts as the IPv4 address that it is on the wire.</summary>
    public bool IsAllowed(IPAddress address)
    {
        var dialled = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (dialled.AddressFamily == AddressFamily.InterNetworkV6 && dialled.ScopeId != 0)
        {
            return false;
        }

        // Who allows a network of translated addresses (NAT64) has not allowed what they are translated to.
        if (Array.Exists(_denied, network => network.Contains(dialled)) || (EmbeddedV4.Of(dialled) is { } embedded && !IsAllowed(embedded)))
        {
            return false;
        }

        return Array.Exists(_allowed, network => network.Contains(dialled))
            || (dialled.AddressFamily == AddressFamily.InterNetwork ? IsAllowedV4(dialled) : IsAllowedV6(dialled));
    }

    /// <summary>Whether a port may be dialled.</summary>
    public bool IsAllowedPort(int port) => _allowsOwn ? port is > 0 and <= 65_535 : _ports.Contains(port);

    private bool IsAllowedV4(IPAddress address)
    {
        foreach (var (network, isOwn) in NotPublicV4)
        {
            if (network.Contains(address))
            {
                return isOwn && _allowsOwn;
            }
        }

        return true;
    }

    private bool IsAllowedV6(IPAddress address)
    {
        if (PublicV6.Contains(address))
        {
            return !Array.Exists(NotPublicV6, network => network.Contains(address));
        }

        return _allowsOwn && (IPAddress.IPv6Loopback.Equals(address) || UniqueLocal.Contains(address));
    }
}
