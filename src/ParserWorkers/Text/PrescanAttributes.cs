using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>HTML §13.2.3.2 "get an attribute": simpler than the tokenizer's rules, and on bytes.</summary>
/// <param name="bytes">The beginning of the page.</param>
/// <param name="position">Where the attributes begin.</param>
internal ref struct PrescanAttributes(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where reading stopped: at the greater-than sign, at the end, or behind an attribute.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The name in lower case.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>The value in lower case; empty when there is none.</summary>
    public string Value { get; private set; } = string.Empty;

    /// <summary>Tells whether a byte is ASCII whitespace.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for the five of the Infra standard.</returns>
    public static bool IsSpace(byte value) => value is 0x09 or 0x0A or 0x0C or 0x0D or 0x20;

    /// <summary>Moves to the next attribute.</summary>
    /// <returns>False at the end of the tag, or of the bytes; an attribute cut off by the end does not count.</returns>
    public bool MoveNext()
    {
        while (Position < _bytes.Length && (IsSpace(_bytes[Position]) || _bytes[Position] == (byte)'/'))
        {
            Position++;
        }

        if (Position >= _bytes.Length || _bytes[Position] == (byte)'>')
        {
            return false;
        }

        var start = Position;
        while (Position < _bytes.Length && !IsNameEnd(_bytes[Position], Position > start))
        {
            Position++;
        }

        Name = ToText(_bytes[start..Position]);
        Value = string.Empty;
        SkipSpaces();
        if (Position >= _bytes.Length)
        {
            return false;
        }

        if (_bytes[Position] != (byte)'=')
        {
            return true;
        }

        Position++;
        SkipSpaces();
        return Position < _bytes.Length && ReadValue();
    }

    private static bool IsNameEnd(byte value, bool isNameStarted) =>
        IsSpace(value) || value is (byte)'/' or (byte)'>' || (value == (byte)'=' && isNameStarted);

    private static string ToText(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).ToLowerInvariant();

    private void SkipSpaces()
    {
        while (Position < _bytes.Length && IsSpace(_bytes[Position]))
        {
            Position++;
        }
    }

    private bool ReadValue()
    {
        var quote = _bytes[Position];
        if (quote is (byte)'"' or (byte)'\'')
        {
            var length = _bytes[(Position + 1)..].IndexOf(quote);
            if (length < 0)
            {
                Position = _bytes.Length;
                return false;
            }

            Value = ToText(_bytes.Slice(Position + 1, length));
            Position += length + 2;
            return true;
        }

        var start = Position;
        while (Position < _bytes.Length && !IsSpace(_bytes[Position]) && _bytes[Position] != (byte)'>')
        {
            Position++;
        }

        Value = ToText(_bytes[start..Position]);
        return Position < _bytes.Length;
    }
}
