using System.Text.Unicode;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>UTF-8 (Encoding §8.1). .NET replaces maximal subparts exactly as the standard does.</summary>
internal sealed class Utf8Decoder : TextDecoder
{
    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        Utf8.ToUtf16(bytes, characters, out _, out var written, replaceInvalidSequences: true, isFinalBlock: true);
        return written;
    }
}
