using System.Text;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>
/// The cookies of one crawl (RFC 6265bis), apart by registrable domain. Bounded whatever servers send: sites that were not visited
/// for longest are forgotten first. Never written anywhere. Thread-safe.
/// </summary>
internal sealed class CookieJar(TimeProvider time)
{
    // With the bound of a site this is at most 64 MB, which only an attacker fills.
    private const int MaxSites = 1_000;

    // One cookie of the largest size, or a few usual ones; servers commonly refuse a request of more than 8 KB of fields.
    private const int MaxFieldLength = 6 * 1024;

    private const string SecurePrefix = "__Secure-";
    private const string HostPrefix = "__Host-";

    private readonly LruMap<string, SiteCookies> _sites = new(MaxSites);

    /// <summary>Adds the Cookie field to a request, if there is anything to say.</summary>
    public void AddTo(HttpRequestMessage request, FrontierItem item)
    {
        if (!_sites.TryGet(SiteOf(item.Url.Host.Host), out var site))
        {
            return;
        }

        var strictest = IsFromSameSite(item) ? SameSiteMode.Strict : item.Kind == ResourceKind.Image ? SameSiteMode.None : SameSiteMode.Lax;
        var field = new StringBuilder();
        foreach (var cookie in site.Find(item.Url, strictest, time.GetUtcNow()))
        {
            if (field.Length + cookie.Name.Length + cookie.Value.Length + 3 > MaxFieldLength)
            {
                break;
            }

            field.Append(field.Length == 0 ? "" : "; ").Append(cookie.Name).Append(cookie.Name.Length == 0 ? "" : "=").Append(cookie.Value);
        }

        if (field.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", field.ToString());
        }
    }

    /// <summary>Keeps what a response sets.</summary>
    /// <param name="item">What was fetched.</param>
    /// <param name="fields">Its Set-Cookie fields.</param>
    public void Keep(FrontierItem item, IEnumerable<string> fields)
    {
        var now = time.GetUtcNow();
        SiteCookies? site = null;
        foreach (var field in fields)
        {
            if (SetCookie.TryParse(field, now, out var said) && TryAccept(said, item, out var domain, out var isHostOnly))
            {
                site ??= _sites.GetOrReplace(SiteOf(item.Url.Host.Host), static _ => true, static _ => new SiteCookies());
                site.Set(said, domain, isHostOnly, item.Url, now);
            }
        }
    }

    // §5.7, in its order.
    private static bool TryAccept(SetCookie said, FrontierItem item, out string domain, out bool isHostOnly)
    {
        var host = item.Url.Host.Host;
        var isSecureOrigin = item.Url.Host.Scheme == "https";
        isHostOnly = said.Domain.Length == 0 || (said.Domain == host && PublicSuffixList.Instance.IsPublicSuffix(host));
        domain = isHostOnly ? host : said.Domain;
        if (!isHostOnly && (!CookieDomain.Matches(host, domain) || PublicSuffixList.Instance.IsPublicSuffix(domain)))
        {
            return false;
        }

        var isForeign = item.Kind == ResourceKind.Image && !IsFromSameSite(item);
        if ((said.IsSecure && !isSecureOrigin) || (said.SameSite == SameSiteMode.None && !said.IsSecure) || (isForeign && said.SameSite != SameSiteMode.None))
        {
            return false;
        }

        // A nameless cookie is sent as its value alone, which could then pass for one with a prefix.
        var shown = said.Name.Length == 0 ? said.Value : said.Name;
        var isSecurePrefixed = shown.StartsWith(SecurePrefix, StringComparison.OrdinalIgnoreCase);
        var isHostPrefixed = shown.StartsWith(HostPrefix, StringComparison.OrdinalIgnoreCase);
        return !(said.Name.Length == 0 && (isSecurePrefixed || isHostPrefixed))
            && (!isSecurePrefixed || said.IsSecure)
            && (!isHostPrefixed || (said.IsSecure && said.Domain.Length == 0 && said.Path == "/"));
    }

    // §5.2: who led here is of the same site, scheme included. A seed came from the operator.
    private static bool IsFromSameSite(FrontierItem item) =>
        item.Via is not { } via || (via.Host.Scheme == item.Url.Host.Scheme && PublicSuffixList.Instance.AreSameSite(via.Host.Host, item.Url.Host.Host));

    private static string SiteOf(string host) => PublicSuffixList.Instance.RegistrableDomainOf(host) ?? host;
}
