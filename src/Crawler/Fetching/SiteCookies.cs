using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>The cookies of one registrable domain. Bounded by number per host and by size; what was used least recently goes first. Thread-safe.</summary>
internal sealed class SiteCookies
{
    // RFC 6265bis §6.1 asks for at least 50 cookies per domain.
    private const int MaxPerDomain = 50;

    // Enough for that many of a usual size, also on several hosts.
    private const int MaxCharacters = 32 * 1024;

    private readonly Lock _gate = new();

    // In the order of use, the least recent first.
    private readonly List<Cookie> _cookies = [];
    private long _order;

    /// <summary>The cookies for a request in the order in which they are sent: longer paths first, then the older (§5.8.3).</summary>
    /// <param name="url">Where the request goes.</param>
    /// <param name="strictest">The strictest mode that may be sent.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<Cookie> Find(CrawlUrl url, SameSiteMode strictest, DateTimeOffset now)
    {
        var isSecure = url.Host.Scheme == "https";
        lock (_gate)
        {
            _cookies.RemoveAll(cookie => cookie.ExpiresAt <= now);
            var found = _cookies.FindAll(cookie =>
                cookie.IsFor(url.Host.Host) && (isSecure || !cookie.IsSecure) && cookie.SameSite <= strictest
                && CookieDomain.PathMatches(url.Parts.Path, cookie.Path));
            _cookies.RemoveAll(found.Contains);
            _cookies.AddRange(found);
            return [.. found.OrderByDescending(static cookie => cookie.Path.Length).ThenBy(static cookie => cookie.Order)];
        }
    }

    /// <summary>Keeps a cookie that is acceptable, in the place of the one that it replaces; one that is over only removes that.</summary>
    public void Set(SetCookie said, string domain, bool isHostOnly, CrawlUrl url, DateTimeOffset now)
    {
        lock (_gate)
        {
            var path = said.Path ?? CookieDomain.DefaultPath(url.Parts.Path);
            var old = _cookies.Find(other => other.Name == said.Name && other.Domain == domain && other.IsHostOnly == isHostOnly && other.Path == path);
            var cookie = new Cookie
            {
                Name = said.Name,
                Value = said.Value,
                Domain = domain,
                IsHostOnly = isHostOnly,
                Path = path,
                IsSecure = said.IsSecure,
                SameSite = said.SameSite,
                ExpiresAt = said.ExpiresAt ?? DateTimeOffset.MaxValue,
                Order = old?.Order ?? ++_order,
            };
            if (url.Host.Scheme != "https" && _cookies.Exists(other => Shadows(other, cookie)))
            {
                return;
            }

            _cookies.RemoveAll(other => other == old);
            if (cookie.ExpiresAt > now)
            {
                _cookies.Add(cookie);
                Evict(cookie.Domain, now);
            }
        }
    }

    // §5.7 step 13, "leave secure cookies alone": a plain connection, which anybody on the way can write to, does not replace them.
    private static bool Shadows(Cookie secure, Cookie plain) =>
        secure.IsSecure && secure.Name == plain.Name && CookieDomain.PathMatches(plain.Path, secure.Path)
        && (CookieDomain.Matches(secure.Domain, plain.Domain) || CookieDomain.Matches(plain.Domain, secure.Domain));

    private void Evict(string domain, DateTimeOffset now)
    {
        _cookies.RemoveAll(cookie => cookie.ExpiresAt <= now);
        if (_cookies.Count(cookie => cookie.Domain == domain) > MaxPerDomain)
        {
            _cookies.RemoveAt(_cookies.FindIndex(cookie => cookie.Domain == domain));
        }

        while (_cookies.Sum(static cookie => cookie.Size) > MaxCharacters)
        {
            _cookies.RemoveAt(0);
        }
    }
}
