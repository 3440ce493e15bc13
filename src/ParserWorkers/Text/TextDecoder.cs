namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// A decoder of the WHATWG Encoding standard in error mode "replacement": it never throws, what it cannot read becomes
/// U+FFFD, and it never yields more characters than it was given bytes. Stateless and thread-safe.
/// </summary>
internal abstract class TextDecoder
{
    /// <summary>What stands for unreadable bytes.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>Decodes a whole document without its byte order mark.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="characters">At least as long as <paramref name="bytes"/>.</param>
    /// <returns>The number of characters written.</returns>
    public abstract int Decode(ReadOnlySpan<byte> bytes, Span<char> characters);
}
