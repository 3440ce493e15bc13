using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Urls;

/// <summary>
/// A URL that may be crawled: http or https, canonical, without fragment and credentials. It can only be made by
/// <see cref="TryParse(string, out CrawlUrl)"/>, so whoever holds one need not check it again. Equal by its text.
/// </summary>
public sealed class CrawlUrl : IEquatable<CrawlUrl>
{
    private HostKey? _host;
    private UInt128 _fingerprint;
    private volatile bool _hasFingerprint;
    private int _hash;

    private CrawlUrl(WhatwgUrl url) => Parts = url;

    /// <summary>The canonical text.</summary>
    public string Text => Parts.Href;

    /// <summary>Where the URL is fetched from.</summary>
    public HostKey Host => _host ??= HostKey.Of(Parts.Scheme, Parts.HostSpan, Parts.EffectivePort ?? 0);

    /// <summary>The identity in the seen set, computed once.</summary>
    internal UrlFingerprint Fingerprint
    {
        get
        {
            if (!_hasFingerprint)
            {
                Fingerprint = new UrlFingerprint(UrlFingerprint.Compute(this));
            }

            return new UrlFingerprint(_fingerprint);
        }

        // Two threads may both compute it, and write the same.
        set
        {
            _fingerprint = value.Value;
            _hasFingerprint = true;
        }
    }

    /// <summary>True when the <see cref="Fingerprint"/> was computed.</summary>
    internal bool HasFingerprint => _hasFingerprint;

    /// <summary>The components, as the WHATWG URL standard names them.</summary>
    public WhatwgUrl Parts { get; }

    /// <summary>Parses an absolute URL. Credentials and fragment are dropped.</summary>
    /// <param name="text">The text; null gives false.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the text is no absolute http or https URL.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CrawlUrl? url)
    {
        url = WhatwgUrl.TryParse(text, out var parsed) ? Canonical(parsed) : null;
        return url is not null;
    }

    /// <summary>As <see cref="TryParse(string, out CrawlUrl)"/>; a URL of the same host shares the host key of <paramref name="neighbour"/>.</summary>
    internal static bool TryParse(string text, CrawlUrl neighbour, [NotNullWhen(true)] out CrawlUrl? url)
    {
        url = WhatwgUrl.TryParse(text, neighbour.Parts, out var parsed) ? Canonical(parsed) : null;
        if (url is null)
        {
            return false;
        }

        var (own, other) = (url.Parts, neighbour.Parts);
        if (own.HostSpan.SequenceEqual(other.HostSpan) && own.Port == other.Port && own.Scheme == other.Scheme)
        {
            url._host = neighbour.Host;
        }

        return true;
    }

    /// <summary>Parses a reference found in something fetched from this URL, for example a Location field.</summary>
    /// <param name="reference">The absolute or relative text.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the result is no http or https URL.</returns>
    public bool TryResolve(string reference, [NotNullWhen(true)] out CrawlUrl? url)
    {
        url = WhatwgUrl.TryParse(reference, Parts, null, out var parsed) ? Canonical(parsed) : null;
        return url is not null;
    }

    /// <inheritdoc/>
    public bool Equals(CrawlUrl? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CrawlUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = string.GetHashCode(Text, StringComparison.Ordinal);

    /// <summary>The <see cref="Text"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    private static CrawlUrl? Canonical(WhatwgUrl parsed) => UrlCanonicalizer.TryCanonicalize(parsed, out var canonical) ? new CrawlUrl(canonical) : null;
}
