namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>The replacement encoding (Encoding §14.1): one U+FFFD, so that labels once used for attacks show nothing.</summary>
internal sealed class ReplacementDecoder : TextDecoder
{
    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        characters[0] = Replacement;
        return 1;
    }
}
