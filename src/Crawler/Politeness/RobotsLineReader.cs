namespace AsyncCrawler.Politeness;

/// <summary>The lines of a robots.txt, ended by LF, CR or CRLF, without a byte order mark (RFC 9309 §2.2).</summary>
internal ref struct RobotsLineReader
{
    /// <summary>Most bytes of a line; the rest of it is cut off. Eight times the longest URL that browsers took, as in Google's parser.</summary>
    public const int MaxLineBytes = (2_083 * 8) - 1;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Begins before the first line.</summary>
    /// <param name="text">The bytes of the file.</param>
    public RobotsLineReader(ReadOnlySpan<byte> text) => _rest = text[MarkLength(text)..];

    /// <summary>The number of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The line read last, cut to <see cref="MaxLineBytes"/>.</summary>
    public ReadOnlySpan<byte> Line { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var length = _rest.IndexOfAny((byte)'\n', (byte)'\r');
        var line = length < 0 ? _rest : _rest[..length];
        Line = line[..Math.Min(line.Length, MaxLineBytes)];
        Number++;
        _rest = length < 0 ? [] : _rest[(length + EndLength(_rest[length..]))..];
        return true;
    }

    private static int EndLength(ReadOnlySpan<byte> end) => end.StartsWith("\r\n"u8) ? 2 : 1;

    // A mark that was cut short is one all the same: otherwise it would spoil the first line.
    private static int MarkLength(ReadOnlySpan<byte> text) => text.CommonPrefixLength("\uFEFF"u8);
}
