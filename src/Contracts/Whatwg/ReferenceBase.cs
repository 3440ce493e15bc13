using System.Buffers;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// A base URL against which the references of a page are resolved as bytes, where they are such that resolving is putting two texts
/// together: no text and no URL is made for them. What it does not take is for <see cref="WhatwgUrl"/>; where it answers, both
/// answer alike (a property test holds them together). Immutable and thread-safe.
/// </summary>
/// <param name="url">The URL.</param>
public sealed class ReferenceBase(WhatwgUrl url)
{
    private static readonly SearchValues<byte> _unchanged = SearchValues.Create(Encoding.ASCII.GetBytes(OrdinaryUrl.Unchanged));
    private static readonly SearchValues<byte> _hostUnchanged = SearchValues.Create(Encoding.ASCII.GetBytes(OrdinaryUrl.HostUnchanged));

    private readonly byte[] _text = Encoding.ASCII.GetBytes(url.Href);
    private readonly int _hostStart = url.Parts.SchemeEnd + "://".Length;
    private readonly int _pathStart = url.Parts.PathStart;
    private readonly int _pathEnd = url.Parts.PathEnd(url.Href.Length);
    private readonly int _queryEnd = url.Parts.QueryEnd(url.Href.Length);
    private readonly bool _isOrdinary = url.Parts.Special is SpecialScheme.Http or SpecialScheme.Https && !url.HasCredentials;

    /// <summary>The URL.</summary>
    public WhatwgUrl Url { get; } = url;

    private ReadOnlySpan<byte> Origin => _text.AsSpan(0, _pathStart);

    private ReadOnlySpan<byte> Directory => DirectoryOf(_text.AsSpan(0, _pathEnd));

    /// <summary>Resolves a reference, and drops its fragment.</summary>
    /// <param name="reference">As it stands in the page.</param>
    /// <param name="kept">The first part of the resulting URL, which is http or https and ASCII.</param>
    /// <param name="rest">The second part.</param>
    /// <returns>False when this is not the way to resolve it.</returns>
    public bool TryResolve(ReadOnlySpan<byte> reference, out ReadOnlySpan<byte> kept, out ReadOnlySpan<byte> rest)
    {
        kept = rest = default;
        if (!_isOrdinary || reference.IsEmpty || reference.ContainsAnyExcept(_unchanged))
        {
            return false;
        }

        // With the base's own scheme, what follows it is a reference of its own (URL §4.4, scheme state).
        if (reference.Length > _hostStart && (reference[0] | 0x20) == 'h')
        {
            if (Ascii.EqualsIgnoreCase(reference[.._hostStart], _text.AsSpan(0, _hostStart)))
            {
                reference = reference[(_hostStart - "//".Length)..];
            }
            else if (SchemeLengthOf(reference) is > 0 and var length)
            {
                return HostLengthOf(reference[length..]) > 0 && TryFinish(reference[..length], reference[length..], out kept, out rest);
            }
        }

        switch (reference[0])
        {
            case (byte)'#':
                kept = _text.AsSpan(0, _queryEnd);
                return true;
            case (byte)'?':
                return TryFinish(_text.AsSpan(0, _pathEnd), reference, out kept, out rest);
            case (byte)'/' when reference.StartsWith("//"u8):
                reference = reference["//".Length..];
                return (HasOwnAuthority(reference) || HostLengthOf(reference) > 0) && TryFinish(_text.AsSpan(0, _hostStart), reference, out kept, out rest);
            case (byte)'/':
                return TryFinish(Origin, reference, out kept, out rest);
            case (byte)'.':
                return TryClimb(reference, out kept, out rest);
            case (byte)'%':
                return false;
            default:
                return !MayHaveScheme(reference) && TryFinish(Directory, reference, out kept, out rest);
        }
    }

    private static int SchemeLengthOf(ReadOnlySpan<byte> reference) =>
        reference.StartsWith("https://"u8) ? "https://".Length : reference.StartsWith("http://"u8) ? "http://".Length : 0;

    /// <summary>True where the base's host and port, and a path, follow: they need not be read again.</summary>
    private bool HasOwnAuthority(ReadOnlySpan<byte> text)
    {
        var authority = _text.AsSpan(_hostStart.._pathStart);
        return text.StartsWith(authority) && text.Length > authority.Length && text[authority.Length] == '/';
    }

    /// <summary>The length of a host that the host parser returns as it stands, and that a path follows; 0 for any other.</summary>
    private static int HostLengthOf(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(_hostUnchanged);
        if (length <= 0 || text[length] != '/')
        {
            return 0;
        }

        // A last label that may be a number makes the host an address.
        var host = text[..length];
        return host[^1] != '.' && !char.IsAsciiDigit((char)host[host.LastIndexOf((byte)'.') + 1]) ? length : 0;
    }

    /// <summary>Takes "./" and "../" from the beginning, as often as they stand there, and for each of the latter a segment from the directory.</summary>
    private bool TryClimb(ReadOnlySpan<byte> reference, out ReadOnlySpan<byte> kept, out ReadOnlySpan<byte> rest)
    {
        var directory = Directory;
        for (; ; )
        {
            if (reference.StartsWith("../"u8))
            {
                // URL §4.1: above the root is the root.
                directory = directory.Length - 1 > _pathStart ? DirectoryOf(directory[..^1]) : directory;
                reference = reference["../".Length..];
            }
            else if (reference.StartsWith("./"u8))
            {
                reference = reference["./".Length..];
            }
            else
            {
                break;
            }
        }

        kept = rest = default;
        return reference is not [(byte)'.' or (byte)'%' or (byte)'/' or (byte)'?' or (byte)'#', ..] && TryFinish(directory, reference, out kept, out rest);
    }

    /// <summary>Cuts the fragment off; what may have a dot segment is not taken.</summary>
    private static bool TryFinish(ReadOnlySpan<byte> start, ReadOnlySpan<byte> text, out ReadOnlySpan<byte> kept, out ReadOnlySpan<byte> rest)
    {
        kept = start;
        rest = text;
        var pathEnd = text.IndexOfAny((byte)'?', (byte)'#');
        if (pathEnd >= 0)
        {
            var fragment = text[pathEnd..].IndexOf((byte)'#');
            rest = fragment >= 0 ? text[..(pathEnd + fragment)] : text;
            text = text[..pathEnd];
        }

        // A dot may also be written %2E.
        return text.IndexOf("/."u8) < 0 && text.IndexOf("/%2"u8) < 0;
    }

    /// <summary>True where a colon comes before every "/", "?" and "#".</summary>
    private static bool MayHaveScheme(ReadOnlySpan<byte> reference)
    {
        var index = reference.IndexOfAny(":/?#"u8);
        return index >= 0 && reference[index] == ':';
    }

    private static ReadOnlySpan<byte> DirectoryOf(ReadOnlySpan<byte> path) => path[..(path.LastIndexOf((byte)'/') + 1)];
}
