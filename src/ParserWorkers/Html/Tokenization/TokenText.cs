using System.Buffers;
using System.Text.Unicode;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// Makes characters of the bytes of a page: what is no UTF-8 becomes U+FFFD as in the standard's decoder, a line end a line feed.
/// The texts of one token lie behind one another, so that all stay valid until <see cref="Clear"/>.
/// </summary>
internal sealed class TokenText
{
    private const int InitialLength = 1024;

    // A larger array was for a rare value, and is not kept.
    private const int MostKept = 64 * 1024;

    // All else is as it stands.
    private static readonly SearchValues<byte> Special = SearchValues.Create("&\r\0"u8);

    private char[] _characters = new char[InitialLength];
    private byte[] _unescaped = [];
    private int _length;

    /// <summary>Ends the life of all texts.</summary>
    public void Clear()
    {
        _length = 0;
        _characters = _characters.Length <= MostKept ? _characters : new char[InitialLength];
        _unescaped = _unescaped.Length <= MostKept ? _unescaped : [];
    }

    /// <summary>Makes a text.</summary>
    /// <param name="bytes">As they stand in the page.</param>
    /// <param name="rules">What they are.</param>
    /// <returns>The text, valid until <see cref="Clear"/>.</returns>
    public ReadOnlySpan<char> Append(ReadOnlySpan<byte> bytes, TextRules rules)
    {
        // No byte, and no reference, makes more characters than it has bytes.
        if (bytes.Length > _characters.Length - _length)
        {
            // Earlier texts keep the old array.
            _characters = new char[Math.Max(bytes.Length, _characters.Length) * 2];
            _length = 0;
        }

        var start = _length;
        while (true)
        {
            var special = bytes.IndexOfAny(Special);
            _length += Decode(special < 0 ? bytes : bytes[..special], _characters.AsSpan(_length));
            if (special < 0)
            {
                return _characters.AsSpan(start, _length - start);
            }

            bytes = bytes[(special + AppendSpecial(bytes[special..], rules))..];
        }
    }

    /// <summary>Resolves the one reference that URLs are full of, without making a text.</summary>
    /// <param name="bytes">The value of an attribute as it stands in the page.</param>
    /// <param name="unescaped">The same with <c>&amp;</c> for <c>&amp;amp;</c>, valid until the next call.</param>
    /// <returns>False when it may have other references.</returns>
    public bool TryUnescape(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> unescaped)
    {
        unescaped = bytes;
        var next = bytes.IndexOf((byte)'&');
        if (next < 0)
        {
            return true;
        }

        if (_unescaped.Length < bytes.Length)
        {
            _unescaped = new byte[Math.Max(bytes.Length, InitialLength)];
        }

        var length = 0;
        for (; next >= 0; next = bytes.IndexOf((byte)'&'))
        {
            if (!bytes[next..].StartsWith("&amp;"u8))
            {
                return false;
            }

            bytes[..(next + 1)].CopyTo(_unescaped.AsSpan(length));
            length += next + 1;
            bytes = bytes[(next + "&amp;".Length)..];
        }

        bytes.CopyTo(_unescaped.AsSpan(length));
        unescaped = _unescaped.AsSpan(0, length + bytes.Length);
        return true;
    }

    /// <returns>Bytes taken.</returns>
    private int AppendSpecial(ReadOnlySpan<byte> bytes, TextRules rules)
    {
        if (bytes[0] == '&' && rules.HasFlag(TextRules.References))
        {
            var taken = CharacterReference.Read(bytes, rules.HasFlag(TextRules.InAttribute), _characters.AsSpan(_length), out var written);
            _length += written;
            if (taken > 0)
            {
                return taken;
            }
        }

        _characters[_length++] = bytes[0] switch
        {
            (byte)'\r' => '\n',
            0 when !rules.HasFlag(TextRules.KeepsNull) => '\uFFFD',
            var other => (char)other,
        };
        return bytes is [(byte)'\r', (byte)'\n', ..] ? 2 : 1;
    }

    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> target)
    {
        Utf8.ToUtf16(bytes, target, out _, out var written, replaceInvalidSequences: true, isFinalBlock: true);
        return written;
    }
}
