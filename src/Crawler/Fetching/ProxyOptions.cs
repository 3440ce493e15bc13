using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AsyncCrawler.Fetching;

/// <summary>The HTTP proxy through which everything goes, if there is to be one. Proxies of the environment are ignored (promises S3).</summary>
public sealed class ProxyOptions
{
    /// <summary>The proxy, as in <c>http://proxy.example:3128</c>; null, the default, for none.</summary>
    public string? Address { get; set; }

    /// <summary>The user of the Basic scheme (RFC 7617), without a colon; null when the proxy asks for none.</summary>
    public string? User { get; set; }

    /// <summary>The password of the <see cref="User"/>. A secret: neither shown nor kept in <c>crawl.json</c>.</summary>
    [JsonIgnore]
    [PasswordPropertyText(true)]
    public string? Password { get; set; }

    /// <summary>
    /// Whether the proxy is told names and looks them up itself. False, the default, tunnels every exchange, also plain ones, to an
    /// address that was looked up and checked here. True leaves it to the proxy which addresses may be reached by name, and sends
    /// plain exchanges in absolute form (RFC 9112 §3.2.2); addresses and ports that stand in URLs are checked here all the same.
    /// </summary>
    public bool ResolvesNames { get; set; }

    /// <summary>Networks in which the proxy may be although they are not public, in CIDR form; none by default. They open nothing to the crawl.</summary>
    public IList<string> AllowedNetworks { get; } = [];
}
