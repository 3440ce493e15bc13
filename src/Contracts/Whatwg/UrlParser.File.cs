namespace AsyncCrawler.Contracts.Whatwg;

/// <content>The states of file URLs.</content>
internal ref partial struct UrlParser
{
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
        var host = TakeUntilDelimiter();
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
}
