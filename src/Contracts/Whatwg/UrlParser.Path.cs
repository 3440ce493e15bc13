namespace AsyncCrawler.Contracts.Whatwg;

/// <content>The states from the path to the end.</content>
internal ref partial struct UrlParser
{
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
            var segment = TakeUntilDelimiter();
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
}
