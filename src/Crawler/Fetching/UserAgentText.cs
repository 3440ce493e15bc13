using System.Reflection;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Fetching;

/// <summary>Who we say we are (RFC 9110 §10.1.5).</summary>
internal static class UserAgentText
{
    private static readonly string Version =
        (typeof(UserAgentText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>The User-Agent field.</summary>
    public static string Of(FetchOptions options) =>
        options.UserAgent ?? $"AsyncCrawler/{Version} ({(options.Contact is { } contact ? "+" + contact : "no contact configured")})";

    /// <summary>The first product token: what groups of robots.txt are matched with (RFC 9309 §2.2.1). Taken from what is really sent.</summary>
    public static string ProductTokenOf(FetchOptions options) =>
        ProductToken.Of(options.Headers.TryGetValue("User-Agent", out var sent) ? sent : Of(options));
}
