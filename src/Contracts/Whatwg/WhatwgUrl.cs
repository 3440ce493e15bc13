using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// A parsed URL, as the WHATWG URL standard defines it (§4.1 URL representation): immutable, thread-safe, equal by its
/// serialisation. It holds one string and the offsets of its parts; a property of type string makes a new string at
/// each call, a span makes nothing. Made only by <c>TryParse</c>.
/// </summary>
public sealed class WhatwgUrl : IEquatable<WhatwgUrl>
{
    private readonly UrlComponents _parts;

    internal WhatwgUrl(string href, in UrlComponents parts)
    {
        Href = href;
        _parts = parts;
    }

    /// <summary>The serialised URL, fragment included (§4.5 URL serializing): ASCII, normalised.</summary>
    public string Href { get; }

    /// <summary>The scheme in lower case, without the colon.</summary>
    public string Scheme => SpecialSchemes.NameOf(_parts.Special) ?? Href[.._parts.SchemeEnd];

    /// <summary>True for http, https, ws, wss, ftp and file (§4.2).</summary>
    public bool IsSpecial => _parts.IsSpecial;

    /// <summary>True where the path is one opaque text (<c>mailto:</c>, <c>data:</c>), so that the URL is no base for relative ones.</summary>
    public bool HasOpaquePath => _parts.HasOpaquePath;

    /// <summary>True where a user name or a password is given.</summary>
    public bool HasCredentials => _parts.HasHost && _parts.HostStart > _parts.SchemeEnd + 3;

    /// <summary>The user name, percent-encoded; empty where there is none.</summary>
    public string Username => HasCredentials ? Href[(_parts.SchemeEnd + 3).._parts.UsernameEnd] : "";

    /// <summary>The password, percent-encoded; empty where there is none.</summary>
    public string Password =>
        HasCredentials && Href[_parts.UsernameEnd] == ':' ? Href[(_parts.UsernameEnd + 1)..(_parts.HostStart - 1)] : "";

    /// <summary>The serialised host, IPv6 in brackets; empty for the empty host, null where the URL has no host.</summary>
    public string? Host => _parts.HasHost ? Href[_parts.HostStart.._parts.HostEnd] : null;

    /// <summary><see cref="Host"/> without a copy; empty also where the URL has no host.</summary>
    public ReadOnlySpan<char> HostSpan => Href.AsSpan(_parts.HostStart.._parts.HostEnd);

    /// <summary>The port, 0 to 65,535; null where none is given or it is the scheme's default.</summary>
    public int? Port => _parts.HasPort ? _parts.Port : null;

    /// <summary><see cref="Port"/>, or else the scheme's default port; null where neither exists.</summary>
    public int? EffectivePort => Port ?? SpecialSchemes.DefaultPortOf(_parts.Special);

    /// <summary>The path, percent-encoded; of a special URL never empty and with a leading slash.</summary>
    public string Path => PathSpan.ToString();

    /// <summary><see cref="Path"/> without a copy.</summary>
    public ReadOnlySpan<char> PathSpan => Href.AsSpan(_parts.PathStart.._parts.PathEnd(Href.Length));

    /// <summary>The path and, where the URL has one, "?" and the query: what an HTTP request line carries. No copy.</summary>
    public ReadOnlySpan<char> PathAndQuerySpan => Href.AsSpan(_parts.PathStart.._parts.QueryEnd(Href.Length));

    /// <summary>The query without "?"; empty for a bare "?", null where there is none.</summary>
    public string? Query =>
        _parts.QueryStart != UrlComponents.Absent ? Href[(_parts.QueryStart + 1).._parts.QueryEnd(Href.Length)] : null;

    /// <summary>The fragment without "#"; empty for a bare "#", null where there is none.</summary>
    public string? Fragment => HasFragment ? Href[(_parts.FragmentStart + 1)..] : null;

    /// <summary>True where the URL has a fragment, be it empty.</summary>
    public bool HasFragment => _parts.FragmentStart != UrlComponents.Absent;

    /// <summary>The serialised origin (§4.7), such as <c>https://a.test:8443</c>; null for an opaque origin.</summary>
    public string? Origin => _parts.Special switch
    {
        // §4.7: what a blob URL carries counts only as http, https or file; a file's origin is opaque here.
        SpecialScheme.None => Scheme == "blob" && TryParse(Path, out var inner) && inner._parts.Special is SpecialScheme.Http or SpecialScheme.Https
            ? inner.Origin
            : null,
        SpecialScheme.File => null,
        _ => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Href.AsSpan(_parts.HostStart.._parts.PathStart)}"),
    };

    internal ref readonly UrlComponents Parts => ref _parts;

    /// <summary>Runs the basic URL parser (§4.4).</summary>
    /// <remarks>Never throws on any text; linear in its length, which the caller caps.</remarks>
    /// <param name="input">The text as it stands in the document; surrounding C0 control and space, tabs and newlines are handled.</param>
    /// <param name="baseUrl">The base URL, or null when only absolute URLs are meant.</param>
    /// <param name="queryEncoding">The document's encoding, used for the query of special URLs; null means UTF-8.</param>
    /// <param name="url">The URL, or null where the standard says failure.</param>
    /// <returns>False where the standard says failure.</returns>
    public static bool TryParse(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, Encoding? queryEncoding, [NotNullWhen(true)] out WhatwgUrl? url) =>
        OrdinaryUrl.TryParse(input, baseUrl, out url) || UrlParser.TryParse(input, baseUrl, queryEncoding, out url);

    /// <summary>Parses an absolute URL whose query, if any, is encoded as UTF-8.</summary>
    /// <param name="input">The text; null is a failure.</param>
    /// <param name="url">The URL, or null where the standard says failure.</param>
    /// <returns>False where the standard says failure.</returns>
    public static bool TryParse([NotNullWhen(true)] string? input, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        url = null;
        return input is not null && (OrdinaryUrl.TryParse(input, input, null, out url) || UrlParser.TryParse(input, null, null, out url));
    }

    /// <summary>Parses an absolute URL that may lie beside another, and is parsed faster if it does; otherwise as <see cref="TryParse(string, out WhatwgUrl)"/>.</summary>
    /// <param name="input">The text.</param>
    /// <param name="neighbour">The other URL, of which scheme, host and port may be the same.</param>
    /// <param name="url">The URL, or null where the standard says failure.</param>
    /// <returns>False where the standard says failure.</returns>
    public static bool TryParse(string input, WhatwgUrl neighbour, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(neighbour);
        return OrdinaryUrl.TryParseBeside(input, neighbour, out url) || TryParse(input, out url);
    }

    /// <summary>This URL without its fragment; itself where it has none.</summary>
    public WhatwgUrl WithoutFragment() => HasFragment
        ? new WhatwgUrl(Href[.._parts.FragmentStart], _parts with { FragmentStart = UrlComponents.Absent })
        : this;

    /// <summary>This URL without user name and password; itself where it has neither.</summary>
    public WhatwgUrl WithoutCredentials()
    {
        if (!HasCredentials)
        {
            return this;
        }

        var start = _parts.SchemeEnd + 3;
        var removed = _parts.HostStart - start;
        var parts = _parts;
        parts.UsernameEnd = parts.HostStart = start;
        parts.HostEnd -= removed;
        parts.PathStart -= removed;
        parts.QueryStart -= parts.QueryStart == UrlComponents.Absent ? 0 : removed;
        parts.FragmentStart -= parts.FragmentStart == UrlComponents.Absent ? 0 : removed;
        return new WhatwgUrl(Href.Remove(start, removed), parts);
    }

    /// <summary>URL equivalence (§4.6), fragments included.</summary>
    /// <param name="other">The URL to compare with; null is never equal.</param>
    public bool Equals(WhatwgUrl? other) => other is not null && Href == other.Href;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WhatwgUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => Href.GetHashCode(StringComparison.Ordinal);

    /// <summary>The same as <see cref="Href"/>.</summary>
    public override string ToString() => Href;
}
