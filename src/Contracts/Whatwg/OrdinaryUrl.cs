using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// The short way for the links that the web is made of: plain http(s) URLs and references whose text goes into the
/// result unchanged. It costs the string and the object. What it does not take, and only that, is left to
/// <see cref="UrlParser"/>; where it answers, both answer alike (a property test holds them together).
/// </summary>
internal static class OrdinaryUrl
{
    /// <summary>What no percent-encode set of a special URL touches and what is no delimiter but "/", "?", "#", ":" and "@".</summary>
    internal const string Unchanged = "!#$%&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|~";

    /// <summary>What the host parser leaves as it stands.</summary>
    internal const string HostUnchanged = "-.0123456789_abcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> _unchanged = SearchValues.Create(Unchanged);
    private static readonly SearchValues<char> _hostUnchanged = SearchValues.Create(HostUnchanged);

    public static bool TryParse(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, [NotNullWhen(true)] out WhatwgUrl? url) =>
        TryParse(input, null, baseUrl, out url);

    /// <param name="input">The text.</param>
    /// <param name="whole">The same text as a string, to be kept as it is where nothing changes; null when there is none.</param>
    /// <param name="baseUrl">The base URL, or null when only absolute URLs are meant.</param>
    /// <param name="url">The URL, or null when this is not the way to parse it.</param>
    public static bool TryParse(ReadOnlySpan<char> input, string? whole, WhatwgUrl? baseUrl, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        url = null;
        if (input.IsEmpty || input.ContainsAnyExcept(_unchanged))
        {
            return false;
        }

        var special = input.StartsWith("https://") ? SpecialScheme.Https : input.StartsWith("http://") ? SpecialScheme.Http : SpecialScheme.None;
        url = special != SpecialScheme.None ? Absolute(input, whole, special)
            : baseUrl?.Parts.Special is SpecialScheme.Http or SpecialScheme.Https ? Reference(input, baseUrl)
            : null;
        return url is not null;
    }

    /// <summary>The short way for an absolute URL whose scheme, host and port are those of another: they need not be read again.</summary>
    /// <param name="text">The text.</param>
    /// <param name="neighbour">The other URL.</param>
    /// <param name="url">The URL, or null when this is not the way to parse it.</param>
    public static bool TryParseBeside(string text, WhatwgUrl neighbour, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        ref readonly var source = ref neighbour.Parts;
        var start = source.PathStart;
        url = source.Special is SpecialScheme.Http or SpecialScheme.Https
            && !neighbour.HasCredentials
            && text.Length > start
            && text[start] == '/'
            && text.AsSpan(0, start).SequenceEqual(neighbour.Href.AsSpan(0, start))
            && !text.AsSpan(start).ContainsAnyExcept(_unchanged)
            ? Finish(text.AsSpan(0, start), text.AsSpan(start), text, source)
            : null;
        return url is not null;
    }

    private static WhatwgUrl? Absolute(ReadOnlySpan<char> input, string? whole, SpecialScheme special)
    {
        var parts = new UrlComponents
        {
            Special = special,
            SchemeEnd = special == SpecialScheme.Https ? 5 : 4,
            HasHost = true,
        };
        parts.UsernameEnd = parts.HostStart = parts.SchemeEnd + 3;
        var afterHost = input[parts.HostStart..].IndexOfAnyExcept(_hostUnchanged);
        parts.HostEnd = parts.PathStart = afterHost < 0 ? input.Length : parts.HostStart + afterHost;
        var host = input[parts.HostStart..parts.HostEnd];
        if (!(IsOrdinaryHost(host) || OrdinaryAuthority.IsIpv4Address(host)))
        {
            return null;
        }

        if (parts.HostEnd < input.Length && input[parts.HostEnd] == ':')
        {
            if (!OrdinaryAuthority.TryReadPort(input[(parts.HostEnd + 1)..], special, out var length, out parts.Port))
            {
                return null;
            }

            parts.HasPort = true;
            parts.PathStart += 1 + length;
        }

        if (parts.PathStart == input.Length)
        {
            parts.QueryStart = parts.FragmentStart = UrlComponents.Absent;
            return new WhatwgUrl(string.Concat(input, "/"), parts);
        }

        // A capital letter, credentials, or an empty path before "?" or "#".
        return input[parts.PathStart] == '/' ? Finish(input[..parts.PathStart], input[parts.PathStart..], whole, parts) : null;
    }

    /// <summary>True where the host parser would return the host as it stands: no last label that might be a number.</summary>
    private static bool IsOrdinaryHost(ReadOnlySpan<char> host) =>
        !host.IsEmpty && host[^1] != '.' && !char.IsAsciiDigit(host[host.LastIndexOf('.') + 1]);

    private static WhatwgUrl? Reference(ReadOnlySpan<char> input, WhatwgUrl baseUrl)
    {
        ref readonly var source = ref baseUrl.Parts;
        var href = baseUrl.Href.AsSpan();
        switch (input[0])
        {
            case '#':
                return Finish(href[..source.QueryEnd(href.Length)], input, null, source);
            case '?':
                return Finish(href[..source.PathEnd(href.Length)], input, null, source);
            case '/' when input.StartsWith("//"):
                var absolute = string.Concat(href[..(source.SchemeEnd + 1)], input);
                return Absolute(absolute, absolute, source.Special);
            case '/':
                return Finish(href[..source.PathStart], input, null, source);
            case '.':
                return Climb(input, DirectoryOf(href[..source.PathEnd(href.Length)]), source);
            case '%':
                return null;
            default:
                return MayHaveScheme(input) ? null : Finish(DirectoryOf(href[..source.PathEnd(href.Length)]), input, null, source);
        }
    }

    private static ReadOnlySpan<char> DirectoryOf(ReadOnlySpan<char> path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>Takes "../" from the beginning of a reference, as often as it stands there, and as many segments from the directory.</summary>
    private static WhatwgUrl? Climb(ReadOnlySpan<char> input, ReadOnlySpan<char> directory, in UrlComponents source)
    {
        while (input.StartsWith("../"))
        {
            // URL §4.1: above the root is the root.
            directory = directory.Length - 1 > source.PathStart ? DirectoryOf(directory[..^1]) : directory;
            input = input[3..];
        }

        return input is ['.' or '%' or '/' or '?' or '#', ..] ? null : Finish(directory, input, null, source);
    }

    /// <summary>True where a colon comes before every "/", "?" and "#".</summary>
    private static bool MayHaveScheme(ReadOnlySpan<char> input)
    {
        var index = input.IndexOfAny(":/?#");
        return index >= 0 && input[index] == ':';
    }

    /// <summary>Puts a kept part of a URL and the rest together; null where the rest has what may be a dot segment.</summary>
    private static WhatwgUrl? Finish(ReadOnlySpan<char> kept, ReadOnlySpan<char> rest, string? whole, UrlComponents parts)
    {
        var fragment = rest.IndexOf('#');
        var query = (fragment < 0 ? rest : rest[..fragment]).IndexOf('?');
        var path = query >= 0 ? rest[..query] : fragment >= 0 ? rest[..fragment] : rest;
        if (path.Contains("/.", StringComparison.Ordinal) || path.Contains("/%", StringComparison.Ordinal))
        {
            return null;
        }

        // A mere fragment keeps the query of the base.
        parts.QueryStart = query >= 0 ? kept.Length + query : fragment == 0 ? parts.QueryStart : UrlComponents.Absent;
        parts.FragmentStart = fragment >= 0 ? kept.Length + fragment : UrlComponents.Absent;
        return new WhatwgUrl(whole ?? string.Concat(kept, rest), parts);
    }
}
