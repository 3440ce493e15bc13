using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>UTF-16BE and UTF-16LE (Encoding §14.3, §14.4).</summary>
/// <param name="isBigEndian">The byte order.</param>
internal sealed class Utf16Decoder(bool isBigEndian) : TextDecoder
{
    private readonly UnicodeEncoding _encoding = new(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: false);

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters) => _encoding.GetChars(bytes, characters);
}
