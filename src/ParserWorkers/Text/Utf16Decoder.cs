using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>UTF-16BE and UTF-16LE (Encoding §14.3, §14.4).</summary>
/// <param name="isBigEndian">The byte order.</param>
internal sealed class Utf16Decoder(bool isBigEndian) : TextDecoder
{
    private readonly UnicodeEncoding _encoding = new(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: false);

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        // A lead surrogate and half a unit at the end are one error together (Encoding §14.2.1, step 1).
        var endsInLead = bytes.Length % 2 == 1 && bytes.Length > 2 && char.IsHighSurrogate((char)((isBigEndian ? bytes[^3] : bytes[^2]) << 8));
        return _encoding.GetChars(endsInLead ? bytes[..^1] : bytes, characters);
    }
}
