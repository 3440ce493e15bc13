using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>The IPv4 address that an IPv6 address stands for: where a packet to it comes out, if a gateway on the way translates.</summary>
internal static class EmbeddedV4
{
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96"); // RFC 4291 §2.5.5.1
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96"); // RFC 6052 §2.1
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16"); // RFC 3056 §2
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32"); // RFC 4380 §4

    /// <summary>The embedded address; null when there is none. The mapped form (::ffff:0:0/96) is the address itself and not asked here.</summary>
    public static IPAddress? Of(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IPv6Loopback.Equals(address) || IPAddress.IPv6Any.Equals(address))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        return Compatible.Contains(address) || Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : Teredo.Contains(address) ? new IPAddress([.. bytes.AsSpan(12, 4).ToArray().Select(static octet => (byte)~octet)]) // written inverted
            : null;
    }
}
