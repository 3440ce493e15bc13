namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// Reads the attributes of a tag where they lie (HTML §13.2.5.32 to .40), as often as somebody asks: nothing is stored, however
/// many there are. Of two with one name the first counts (§13.2.5.33), and whoever looks for a name finds that one first.
/// </summary>
/// <param name="source">The page.</param>
/// <param name="position">Behind the tag's name.</param>
internal ref struct AttributeReader(ReadOnlySpan<byte> source, int position)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _nameStart;
    private int _nameEnd;
    private int _valueStart;
    private int _valueEnd;

    /// <summary>Where reading stopped; once <see cref="MoveNext"/> said no, behind the tag.</summary>
    public int Position { get; private set; } = position;

    /// <summary>True where the page ends before the tag does, so that there is no tag.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True for a tag that ends in <c>/&gt;</c>, once it was read to its end.</summary>
    public bool IsSelfClosing { get; private set; }

    /// <summary>The name as written, in any case.</summary>
    public readonly ReadOnlySpan<byte> Name => _source[_nameStart.._nameEnd];

    /// <summary>The value as written, without its quotes; empty when there is none.</summary>
    public readonly ReadOnlySpan<byte> Value => _source[_valueStart.._valueEnd];

    /// <summary>Moves to the next attribute.</summary>
    /// <returns>False at the end of the tag.</returns>
    public bool MoveNext()
    {
        var at = Position;
        while (at < _source.Length && (MarkupBytes.IsSpace(_source[at]) || _source[at] == '/'))
        {
            at++;
        }

        if (at == _source.Length)
        {
            return Cut();
        }

        if (_source[at] == '>')
        {
            // A slash behind an unquoted value is a part of that value, and was read with it.
            IsSelfClosing = at > Position && _source[at - 1] == '/';
            Position = at + 1;
            return false;
        }

        // The first byte belongs to the name also where it is an equals sign.
        _nameStart = at++;
        while (at < _source.Length && !MarkupBytes.EndsAttributeName(_source[at]))
        {
            at++;
        }

        _nameEnd = at;
        at = SkipSpaces(at);
        if (at < _source.Length && _source[at] == '=')
        {
            return ReadValue(SkipSpaces(at + 1));
        }

        _valueStart = _valueEnd = at;
        Position = at;
        return at < _source.Length || Cut();
    }

    private bool ReadValue(int at)
    {
        if (at == _source.Length)
        {
            return Cut();
        }

        var first = _source[at];
        if (first is (byte)'"' or (byte)'\'')
        {
            _valueStart = at + 1;
            var length = _source[_valueStart..].IndexOf(first);
            _valueEnd = _valueStart + length;
            Position = _valueEnd + 1;
            return length >= 0 || Cut();
        }

        _valueStart = at;
        while (at < _source.Length && !MarkupBytes.EndsUnquotedValue(_source[at]))
        {
            at++;
        }

        _valueEnd = Position = at;
        return at < _source.Length || Cut();
    }

    private readonly int SkipSpaces(int at)
    {
        while (at < _source.Length && MarkupBytes.IsSpace(_source[at]))
        {
            at++;
        }

        return at;
    }

    private bool Cut()
    {
        IsCut = true;
        Position = _source.Length;
        return false;
    }
}
