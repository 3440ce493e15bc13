using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>Placeholder of the URL parser's face.</summary>
public sealed class WhatwgUrl
{
    private WhatwgUrl(string href) => Href = href;

    /// <summary>Href.</summary>
    public string Href { get; }

    /// <summary>Scheme.</summary>
    public string Scheme { get; } = "";

    /// <summary>Host.</summary>
    public string? Host { get; }

    /// <summary>EffectivePort.</summary>
    public int? EffectivePort { get; }

    /// <summary>WithoutFragment.</summary>
    /// <returns>URL.</returns>
    public WhatwgUrl WithoutFragment() => this;

    /// <summary>WithoutCredentials.</summary>
    /// <returns>URL.</returns>
    public WhatwgUrl WithoutCredentials() => this;

    /// <summary>TryParse.</summary>
    /// <param name="input">i.</param>
    /// <param name="baseUrl">b.</param>
    /// <param name="queryEncoding">q.</param>
    /// <param name="url">u.</param>
    /// <returns>False.</returns>
    public static bool TryParse(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, Encoding? queryEncoding, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        _ = input;
        _ = baseUrl;
        _ = queryEncoding;
        url = null;
        return false;
    }
}
