namespace AsyncCrawler.Contracts.Whatwg;

/// <content>The states of user name, password, host and port.</content>
internal ref partial struct UrlParser
{
    /// <summary>Authority state, and by its calls host state and port state.</summary>
    private State Authority()
    {
        var authority = TakeUntilDelimiter();
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
}
