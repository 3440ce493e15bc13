namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Reads the image candidates of a <c>srcset</c> attribute: HTML §4.8.4.3.10 "parsing a srcset attribute", whose
/// variables and steps it keeps. Which candidate a browser would choose is of no interest here: all are reported.
/// </summary>
/// <param name="input">The value of the attribute.</param>
internal ref struct SourceSet(ReadOnlySpan<char> input)
{
    private ReadOnlySpan<char> _rest = input;

    /// <summary>The URL of the candidate that <see cref="MoveNext"/> found.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Moves to the next valid candidate.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        while (true)
        {
            _rest = _rest.TrimStart("\t\n\f\r ,");
            if (_rest.IsEmpty)
            {
                return false;
            }

            var end = AsciiWhitespace.IndexIn(_rest);
            var url = end < 0 ? _rest : _rest[..end];
            _rest = _rest[url.Length..];
            var candidate = url.TrimEnd(',');
            var isValid = candidate.Length < url.Length || SourceSetDescriptors.TryRead(ref _rest);
            if (isValid)
            {
                Current = candidate;
                return true;
            }
        }
    }
}
