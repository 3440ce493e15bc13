using System.Text.RegularExpressions;

namespace AsyncCrawler.Diagnostics;

/// <summary>URLs as logs and spans show them: what looks like a secret in a query is hidden (promises S5). Records keep the whole URL, for it is their subject.</summary>
internal static class MaskedUrl
{
    private static readonly Regex Secrets = new(
        "([?&][^=&#]*(?:token|secret|passw|pwd|auth|signature|api[-_]?key|session|credential)[^=&#]*=)[^&#]+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The URL with <c>***</c> for the value of each parameter whose name speaks of a secret.</summary>
    public static string Of(string url) => url.Contains('?', StringComparison.Ordinal) ? Secrets.Replace(url, "$1***") : url;
}
