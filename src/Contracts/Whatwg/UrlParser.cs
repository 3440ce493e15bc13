using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// The basic URL parser (URL §4.4). Each method is the state of that name; it takes a whole component instead of one
/// code point, writes the serialisation as it goes and answers the next state. Validation errors are not recorded.
/// This file holds the way from one state to the next and the states before an authority; the other files of the struct hold the rest.
/// </summary>
internal ref partial struct UrlParser : IDisposable
{
    private static readonly SearchValues<char> _schemeChars =
        SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly ReadOnlySpan<char> _input;
    private readonly WhatwgUrl? _base;
    private readonly Encoding? _queryEncoding;
    private CharBuffer _output;
    private UrlComponents _url;
    private int _pointer;

    private UrlParser(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, Encoding? queryEncoding, Span<char> initial)
    {
        _input = input;
        _base = baseUrl;
        _queryEncoding = queryEncoding;
        _output = new CharBuffer(initial);
        _url.QueryStart = _url.FragmentStart = UrlComponents.Absent;
    }

    private enum State
    {
        Done,
        Failure,
        NoScheme,
        SpecialRelativeOrAuthority,
        PathOrAuthority,
        Relative,
        RelativeSlash,
        SpecialAuthoritySlashes,
        SpecialAuthorityIgnoreSlashes,
        Authority,
        File,
        FileSlash,
        FileHost,
        PathStart,
        Path,
        OpaquePath,
        Query,
        Fragment,
    }

    /// <summary>What is left from the pointer on; empty at the end of the input.</summary>
    private readonly ReadOnlySpan<char> Rest => _input[_pointer..];

    /// <summary>The character at the pointer. U+0000 also stands for the end, where no state asks for U+0000 itself.</summary>
    private readonly char Current => _pointer < _input.Length ? _input[_pointer] : '\0';

    public static bool TryParse(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, Encoding? queryEncoding, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        input = UrlInput.TrimC0ControlAndSpace(input);
        char[]? rented = null;
        if (input.ContainsAny('\t', '\n', '\r'))
        {
            rented = ArrayPool<char>.Shared.Rent(input.Length);
            input = rented.AsSpan(0, UrlInput.RemoveTabsAndNewlines(input, rented));
        }

        var parser = new UrlParser(input, baseUrl, queryEncoding, stackalloc char[512]);
        url = parser.Run();
        parser.Dispose();
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return url is not null;
    }

    public void Dispose() => _output.Dispose();

    private WhatwgUrl? Run()
    {
        var state = Scheme();
        while (state is not (State.Done or State.Failure))
        {
            state = state switch
            {
                State.NoScheme => NoScheme(),
                State.SpecialRelativeOrAuthority => SpecialRelativeOrAuthority(),
                State.PathOrAuthority => PathOrAuthority(),
                State.Relative => Relative(),
                State.RelativeSlash => RelativeSlash(),
                State.SpecialAuthoritySlashes => SpecialAuthoritySlashes(),
                State.SpecialAuthorityIgnoreSlashes => SpecialAuthorityIgnoreSlashes(),
                State.Authority => Authority(),
                State.File => File(),
                State.FileSlash => FileSlash(),
                State.FileHost => FileHost(),
                State.PathStart => PathStart(),
                State.Path => Path(),
                State.OpaquePath => OpaquePath(),
                State.Query => Query(),
                State.Fragment => Fragment(),
                _ => throw new UnreachableException(),
            };
        }

        return state == State.Done ? new WhatwgUrl(_output.ToString(), _url) : null;
    }

    /// <summary>Scheme start state and scheme state.</summary>
    private State Scheme()
    {
        var length = _input.IndexOfAnyExcept(_schemeChars);
        if (length <= 0 || _input[length] != ':' || !char.IsAsciiLetter(_input[0]))
        {
            return State.NoScheme;
        }

        Ascii.ToLower(_input[..length], _output.AppendSpan(length), out _);
        _url.SchemeEnd = length;
        _url.Special = SpecialSchemes.Find(_output.Text);
        _output.Append(':');
        EndAuthority(hasHost: false);
        _pointer = length + 1;
        if (_url.Special == SpecialScheme.File)
        {
            return State.File;
        }

        if (_url.IsSpecial)
        {
            return _base?.Parts.Special == _url.Special ? State.SpecialRelativeOrAuthority : State.SpecialAuthoritySlashes;
        }

        if (Current == '/')
        {
            _pointer++;
            return State.PathOrAuthority;
        }

        return State.OpaquePath;
    }

    private State NoScheme()
    {
        if (_base is null)
        {
            return State.Failure;
        }

        if (_base.HasOpaquePath)
        {
            if (Current != '#')
            {
                return State.Failure;
            }

            CopyBaseThroughQuery(_base);
            return State.Fragment;
        }

        return _base.Parts.Special == SpecialScheme.File ? State.File : State.Relative;
    }

    private State SpecialRelativeOrAuthority()
    {
        if (!Rest.StartsWith("//"))
        {
            return State.Relative;
        }

        _pointer += 2;
        return State.SpecialAuthorityIgnoreSlashes;
    }

    private State PathOrAuthority()
    {
        if (Current != '/')
        {
            return State.Path;
        }

        _pointer++;
        return State.Authority;
    }

    private State Relative()
    {
        var source = _base ?? throw new UnreachableException();
        if (IsSlash(Current, source.IsSpecial))
        {
            CopyBaseScheme(source);
            _pointer++;
            return State.RelativeSlash;
        }

        return RelativeToPath(source);
    }

    /// <summary>The end of relative state and of file state, which say the same of everything but a slash.</summary>
    private State RelativeToPath(WhatwgUrl source)
    {
        if (Current == '?')
        {
            CopyBaseThroughPath(source);
            return State.Query;
        }

        CopyBaseThroughQuery(source);
        if (_pointer == _input.Length)
        {
            return State.Done;
        }

        if (Current == '#')
        {
            return State.Fragment;
        }

        CopyBaseThroughAuthority(source);
        var isFile = _url.Special == SpecialScheme.File;
        if (!isFile || !PathRules.StartsWithWindowsDriveLetter(Rest))
        {
            _output.Append(source.PathSpan[..PathRules.ShortenedLength(source.PathSpan, isFile)]);
        }

        return State.Path;
    }

    private State RelativeSlash()
    {
        if (IsSlash(Current, _url.IsSpecial))
        {
            _pointer++;
            return _url.IsSpecial ? State.SpecialAuthorityIgnoreSlashes : State.Authority;
        }

        CopyBaseThroughAuthority(_base ?? throw new UnreachableException());
        return State.Path;
    }

    private State SpecialAuthoritySlashes()
    {
        _pointer += Rest.StartsWith("//") ? 2 : 0;
        return State.SpecialAuthorityIgnoreSlashes;
    }

    private State SpecialAuthorityIgnoreSlashes()
    {
        while (IsSlash(Current, isSpecial: true))
        {
            _pointer++;
        }

        return State.Authority;
    }

    private static bool IsSlash(char c, bool isSpecial) => c == '/' || (isSpecial && c == '\\');

    /// <summary>What ends at a slash, "?", "#" or the end; the pointer moves to that delimiter.</summary>
    private ReadOnlySpan<char> TakeUntilDelimiter()
    {
        var length = _url.IsSpecial ? Rest.IndexOfAny("/\\?#") : Rest.IndexOfAny('/', '?', '#');
        var taken = length < 0 ? Rest : Rest[..length];
        _pointer += taken.Length;
        return taken;
    }

    private void EndAuthority(bool hasHost)
    {
        _url.HasHost = hasHost;
        _url.HostEnd = _url.PathStart = _output.Length;
        if (!hasHost)
        {
            _url.UsernameEnd = _url.HostStart = _output.Length;
        }
    }

    private void CopyBaseScheme(WhatwgUrl source)
    {
        CopyBase(source, source.Parts.SchemeEnd + 1);
        _url.HasPort = false;
        EndAuthority(hasHost: false);
    }

    private void CopyBaseThroughAuthority(WhatwgUrl source)
    {
        CopyBase(source, source.Parts.AuthorityEnd);
        _url.PathStart = _output.Length;
    }

    private void CopyBaseThroughPath(WhatwgUrl source) => CopyBase(source, source.Parts.PathEnd(source.Href.Length));

    private void CopyBaseThroughQuery(WhatwgUrl source)
    {
        CopyBase(source, source.Parts.QueryEnd(source.Href.Length));
        _url.QueryStart = source.Parts.QueryStart;
    }

    private void CopyBase(WhatwgUrl source, int length)
    {
        _output.Truncate(0);
        _output.Append(source.Href.AsSpan(0, length));
        _url = source.Parts;
        _url.QueryStart = _url.FragmentStart = UrlComponents.Absent;
    }
}
