using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Urls;

/// <summary>
/// A URL that may be crawled: http or https, canonical, without fragment and credentials. It can only be made by
/// <see cref="TryParse"/>, so whoever holds one need not check it again. Equal by its text.
/// </summary>
public sealed class CrawlUrl : IEquatable<CrawlUrl>
{
    private HostKey? _host;

    private CrawlUrl(WhatwgUrl url)
    {
        Parts = url;
    }

    /// <summary>The canonical text.</summary>
    public string Text => Parts.Href;

    /// <summary>Where the URL is fetched from.</summary>
    public HostKey Host => _host ??= new HostKey(Parts.Scheme, Parts.Host ?? "", Parts.EffectivePort ?? 0);

    /// <summary>The components, as the WHATWG URL standard names them.</summary>
    public WhatwgUrl Parts { get; }

    /// <summary>Parses an absolute URL. Credentials and fragment are dropped.</summary>
    /// <param name="text">The text; null gives false.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the text is no absolute http or https URL.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CrawlUrl? url)
    {
        url = text is not null && WhatwgUrl.TryParse(text, null, null, out var parsed) && UrlCanonicalizer.TryCanonicalize(parsed, out var canonical)
            ? new CrawlUrl(canonical)
            : null;
        return url is not null;
    }

    /// <summary>Parses a reference found in something fetched from this URL, for example a Location field.</summary>
    /// <param name="reference">The absolute or relative text.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the result is no http or https URL.</returns>
    public bool TryResolve(string reference, [NotNullWhen(true)] out CrawlUrl? url)
    {
        url = WhatwgUrl.TryParse(reference, Parts, null, out var parsed) && UrlCanonicalizer.TryCanonicalize(parsed, out var canonical)
            ? new CrawlUrl(canonical)
            : null;
        return url is not null;
    }

    /// <inheritdoc/>
    public bool Equals(CrawlUrl? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CrawlUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <summary>The <see cref="Text"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
