using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Urls;

/// <summary>One text per resource: what is dropped before a URL is fetched, and what two texts may differ in and still be one.</summary>
internal static class UrlCanonicalizer
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <summary>Drops fragment (RFC 3986 §3.5: never sent) and credentials; refuses other schemes than http and https.</summary>
    public static bool TryCanonicalize(WhatwgUrl url, [NotNullWhen(true)] out WhatwgUrl? canonical)
    {
        canonical = url.Scheme is "http" or "https" && !url.HostSpan.IsEmpty
            ? url.WithoutFragment().WithoutCredentials()
            : null;
        return canonical is not null;
    }

    /// <summary>
    /// The text that the seen set compares: percent-encoded triplets in upper case, and unreserved characters decoded
    /// (RFC 3986 §6.2.2.1 and §6.2.2.2). The text that is sent stays as it was written.
    /// </summary>
    public static string ToKey(CrawlUrl url)
    {
        var text = url.Text;
        return text.Contains('%', StringComparison.Ordinal) ? NormalizeTriplets(text) : text;
    }

    private static string NormalizeTriplets(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%' || i + 2 >= text.Length || text.AsSpan(i + 1, 2).ContainsAnyExcept(HexDigits))
            {
                result.Append(text[i]);
                continue;
            }

            var value = (char)byte.Parse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null);
            if (char.IsAsciiLetterOrDigit(value) || value is '-' or '.' or '_' or '~')
            {
                result.Append(value);
            }
            else
            {
                result.Append('%').Append(char.ToUpperInvariant(text[i + 1])).Append(char.ToUpperInvariant(text[i + 2]));
            }

            i += 2;
        }

        return result.ToString();
    }
}
