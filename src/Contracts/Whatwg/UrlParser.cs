using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// The basic URL parser (URL §4.4). Each method is the state of that name; it takes a whole component instead of one
/// code point, writes the serialisation as it goes and answers the next state. Validation errors are not recorded.
/// </summary>
internal ref struct UrlParser : IDisposable
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
        input = TrimC0ControlAndSpace(input);
        char[]? rented = null;
        if (input.ContainsAny('\t', '\n', '\r'))
        {
            rented = ArrayPool<char>.Shared.Rent(input.Length);
            input = RemoveTabsAndNewlines(input, rented);
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

    private static ReadOnlySpan<char> TrimC0ControlAndSpace(ReadOnlySpan<char> input)
    {
        while (!input.IsEmpty && input[0] <= ' ')
        {
            input = input[1..];
        }

        while (!input.IsEmpty && input[^1] <= ' ')
        {
            input = input[..^1];
        }

        return input;
    }

    private static ReadOnlySpan<char> RemoveTabsAndNewlines(ReadOnlySpan<char> input, char[] target)
    {
        var length = 0;
        foreach (var c in input)
        {
            if (c is not ('\t' or '\n' or '\r'))
            {
                target[length++] = c;
            }
        }

        return target.AsSpan(0, length);
    }

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

    /// <summary>Authority state, and by its calls host state and port state.</summary>
    private State Authority()
    {
        var authority = TakeUntilDelimiter(_url.IsSpecial);
        var at = authority.LastIndexOf('@');
        _output.Append("//");
        AppendCredentials(authority[..Math.Max(at, 0)]);
        var hostAndPort = authority[(at + 1)..];
        if (at >= 0 && hostAndPort.IsEmpty)
        {
            return State.Failure;
        }

        var colon = IndexOfPortColon(hostAndPort);
        return AppendHost(colon < 0 ? hostAndPort : hostAndPort[..colon], hasPort: colon >= 0)
            && AppendPort(colon < 0 ? [] : hostAndPort[(colon + 1)..])
            ? State.PathStart
            : State.Failure;
    }

    private void AppendCredentials(ReadOnlySpan<char> credentials)
    {
        var colon = credentials.IndexOf(':');
        var username = colon < 0 ? credentials : credentials[..colon];
        var password = colon < 0 ? [] : credentials[(colon + 1)..];
        PercentCoding.AppendUtf8(ref _output, username, PercentEncodeSets.UserinfoSafe);
        _url.UsernameEnd = _output.Length;
        if (!password.IsEmpty)
        {
            _output.Append(':');
            PercentCoding.AppendUtf8(ref _output, password, PercentEncodeSets.UserinfoSafe);
        }

        if (!username.IsEmpty || !password.IsEmpty)
        {
            _output.Append('@');
        }
    }

    private bool AppendHost(ReadOnlySpan<char> host, bool hasPort)
    {
        _url.HostStart = _output.Length;
        if (host.IsEmpty ? _url.IsSpecial || hasPort : !HostParser.TryAppend(ref _output, host, isOpaque: !_url.IsSpecial))
        {
            return false;
        }

        EndAuthority(hasHost: true);
        return true;
    }

    /// <summary>Port state. A port that is absent or the default leaves nothing in the serialisation.</summary>
    private bool AppendPort(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty)
        {
            return true;
        }

        var port = 0;
        foreach (var digit in digits)
        {
            port = (port * 10) + (digit - '0');
            if (!char.IsAsciiDigit(digit) || port > ushort.MaxValue)
            {
                return false;
            }
        }

        if (port != SpecialSchemes.DefaultPortOf(_url.Special))
        {
            _url.Port = (ushort)port;
            _url.HasPort = true;
            _output.Append(':');
            _output.AppendDecimal(port);
            _url.PathStart = _output.Length;
        }

        return true;
    }

    private State File()
    {
        if (IsSlash(Current, isSpecial: true))
        {
            _pointer++;
            return State.FileSlash;
        }

        if (_base?.Parts.Special == SpecialScheme.File)
        {
            return RelativeToPath(_base);
        }

        BeginFile();
        return State.Path;
    }

    private State FileSlash()
    {
        if (IsSlash(Current, isSpecial: true))
        {
            _pointer++;
            return State.FileHost;
        }

        BeginFile();
        if (_base?.Parts.Special == SpecialScheme.File)
        {
            CopyBaseThroughAuthority(_base);
            if (!PathRules.StartsWithWindowsDriveLetter(Rest) && PathRules.BeginsAtDrive(_base.PathSpan))
            {
                _output.Append(_base.PathSpan[..3]);
            }
        }

        return State.Path;
    }

    private State FileHost()
    {
        BeginFile();
        var start = _pointer;
        var host = TakeUntilDelimiter(isSpecial: true);
        if (PathRules.IsWindowsDriveLetter(host))
        {
            // The quirk of the standard: what looks like a host is the first segment of the path.
            _pointer = start;
            return State.Path;
        }

        if (!host.IsEmpty && !HostParser.TryAppend(ref _output, host, isOpaque: false))
        {
            return State.Failure;
        }

        if (_output.Text[_url.HostStart..] is "localhost")
        {
            _output.Truncate(_url.HostStart);
        }

        EndAuthority(hasHost: true);
        return State.PathStart;
    }

    private State PathStart()
    {
        if (IsSlash(Current, _url.IsSpecial))
        {
            _pointer++;
            return State.Path;
        }

        return _url.IsSpecial || (_pointer < _input.Length && Current is not ('?' or '#')) ? State.Path : AfterPath();
    }

    private State Path()
    {
        bool endsInSlash;
        do
        {
            var segment = TakeSegment();
            endsInSlash = IsSlash(Current, _url.IsSpecial);
            if (PathRules.IsDoubleDot(segment))
            {
                var path = _output.Text[_url.PathStart..];
                _output.Truncate(_url.PathStart + PathRules.ShortenedLength(path, _url.Special == SpecialScheme.File));
                AppendEmptySegmentUnless(endsInSlash);
            }
            else if (PathRules.IsSingleDot(segment))
            {
                AppendEmptySegmentUnless(endsInSlash);
            }
            else
            {
                AppendSegment(segment);
            }

            _pointer += endsInSlash ? 1 : 0;
        }
        while (endsInSlash);

        if (!_url.HasHost && _output.Text[_url.PathStart..].StartsWith("//"))
        {
            // URL §4.5: without this the path's first segments would read as a host.
            _output.Insert(_url.PathStart, "/.");
            _url.PathStart += 2;
        }

        return AfterPath();
    }

    private void AppendSegment(ReadOnlySpan<char> segment)
    {
        var isFirst = _output.Length == _url.PathStart;
        _output.Append('/');
        if (isFirst && _url.Special == SpecialScheme.File && PathRules.IsWindowsDriveLetter(segment))
        {
            _output.Append(segment[0]);
            _output.Append(':');
            return;
        }

        PercentCoding.AppendUtf8(ref _output, segment, PercentEncodeSets.PathSafe);
    }

    private void AppendEmptySegmentUnless(bool endsInSlash)
    {
        if (!endsInSlash)
        {
            _output.Append('/');
        }
    }

    private State OpaquePath()
    {
        _url.HasOpaquePath = true;
        var length = Rest.IndexOfAny('?', '#');
        var path = length < 0 ? Rest : Rest[..length];
        _pointer += path.Length;
        if (length > 0 && path[^1] == ' ')
        {
            PercentCoding.AppendUtf8(ref _output, path[..^1], PercentEncodeSets.C0ControlSafe);
            _output.Append("%20");
        }
        else
        {
            PercentCoding.AppendUtf8(ref _output, path, PercentEncodeSets.C0ControlSafe);
        }

        return AfterPath();
    }

    private readonly State AfterPath() => Current switch
    {
        '?' => State.Query,
        '#' => State.Fragment,
        _ => State.Done,
    };

    private State Query()
    {
        _url.QueryStart = _output.Length;
        _output.Append('?');
        var text = Rest[1..];
        var end = text.IndexOf('#');
        text = end < 0 ? text : text[..end];
        _pointer += 1 + text.Length;
        if (_url.Special is SpecialScheme.None or SpecialScheme.Ws or SpecialScheme.Wss || _queryEncoding is null)
        {
            PercentCoding.AppendUtf8(ref _output, text, _url.IsSpecial ? PercentEncodeSets.SpecialQuerySafe : PercentEncodeSets.QuerySafe);
        }
        else
        {
            QueryEncoder.Append(ref _output, text, _queryEncoding);
        }

        return end < 0 ? State.Done : State.Fragment;
    }

    private State Fragment()
    {
        _url.FragmentStart = _output.Length;
        _output.Append('#');
        PercentCoding.AppendUtf8(ref _output, Rest[1..], PercentEncodeSets.FragmentSafe);
        return State.Done;
    }

    private static bool IsSlash(char c, bool isSpecial) => c == '/' || (isSpecial && c == '\\');

    /// <summary>The colon before a port: the first one outside square brackets, or -1 (host state, insideBrackets).</summary>
    private static int IndexOfPortColon(ReadOnlySpan<char> hostAndPort)
    {
        var insideBrackets = false;
        for (var i = 0; i < hostAndPort.Length; i++)
        {
            if (hostAndPort[i] == ':' && !insideBrackets)
            {
                return i;
            }

            insideBrackets = hostAndPort[i] == '[' || (insideBrackets && hostAndPort[i] != ']');
        }

        return -1;
    }

    private ReadOnlySpan<char> TakeUntilDelimiter(bool isSpecial) =>
        Take(isSpecial ? Rest.IndexOfAny("/\\?#") : Rest.IndexOfAny('/', '?', '#'));

    private ReadOnlySpan<char> TakeSegment() => TakeUntilDelimiter(_url.IsSpecial);

    private ReadOnlySpan<char> Take(int length)
    {
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

    /// <summary>Makes the URL "file://" so far: an empty host and no path.</summary>
    private void BeginFile()
    {
        _output.Truncate(0);
        _output.Append("file://");
        _url.Special = SpecialScheme.File;
        _url.SchemeEnd = "file".Length;
        _url.UsernameEnd = _url.HostStart = _output.Length;
        EndAuthority(hasHost: true);
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
