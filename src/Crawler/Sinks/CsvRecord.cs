using System.Buffers;
using System.Globalization;
using System.Text;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Makes one CSV record after the other in a buffer that is used again: RFC 4180, UTF-8 without byte order mark. Lone
/// surrogates become U+FFFD. Null is an empty field.
/// </summary>
internal sealed class CsvRecord
{
    private const int MaxKeptBytes = 1024 * 1024;
    private const int LongestNumber = 32;

    // RFC 4180 §2.6 asks for quotes around comma, quote and line break. Semicolon, tab and bar part fields where a
    // spreadsheet is set to another list separator: without quotes a text could smuggle a formula into the next cell.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t|\0");

    private ArrayBufferWriter<byte> _buffer = new();
    private bool _hasFields;

    /// <summary>Begins a record; whatever was begun before is forgotten.</summary>
    public CsvRecord Begin()
    {
        if (_buffer.Capacity > MaxKeptBytes)
        {
            _buffer = new ArrayBufferWriter<byte>();
        }

        _buffer.ResetWrittenCount();
        _hasFields = false;
        return this;
    }

    /// <summary>Adds a text, made harmless for spreadsheets.</summary>
    public CsvRecord Add(ReadOnlySpan<char> text)
    {
        Separate();
        var isFormula = CsvFormula.IsLikely(text);
        if (!isFormula && !NeedsQuotes(text))
        {
            Encoding.UTF8.GetBytes(text, _buffer);
            return this;
        }

        _buffer.Write(isFormula ? "\"'"u8 : "\""u8);
        for (var quote = text.IndexOf('"'); quote >= 0; quote = text.IndexOf('"'))
        {
            Encoding.UTF8.GetBytes(text[..quote], _buffer);
            _buffer.Write("\"\""u8);
            text = text[(quote + 1)..];
        }

        Encoding.UTF8.GetBytes(text, _buffer);
        _buffer.Write("\""u8);
        return this;
    }

    /// <summary>Adds a number.</summary>
    public CsvRecord Add(long? number) => AddFormatted(number);

    /// <summary>Adds a number with its decimal places after a point.</summary>
    public CsvRecord Add(double? number) => AddFormatted(number);

    /// <summary>Ends the record.</summary>
    /// <returns>The record with its CRLF, valid until the next one begins.</returns>
    public ReadOnlyMemory<byte> End()
    {
        _buffer.Write("\r\n"u8);
        return _buffer.WrittenMemory;
    }

    private static bool NeedsQuotes(ReadOnlySpan<char> text) =>
        text.ContainsAny(Quoted) || (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])));

    private CsvRecord AddFormatted<T>(T? number)
        where T : struct, IUtf8SpanFormattable
    {
        Separate();
        if (number is { } value)
        {
            value.TryFormat(_buffer.GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
            _buffer.Advance(written);
        }

        return this;
    }

    private void Separate()
    {
        if (_hasFields)
        {
            _buffer.Write(","u8);
        }

        _hasFields = true;
    }
}
