using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// .NET's code pages as the source of the standard's indexes. They differ from the standard in few places, which are
/// repaired where the indexes are built; their decoders are not used, because they differ in what follows an error.
/// </summary>
internal static class CodePages
{
    /// <summary>Finds a code page.</summary>
    /// <param name="codePage">Its number.</param>
    /// <returns>The encoding, which decodes what it does not know to U+FFFD.</returns>
    public static Encoding Get(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))
        ?? throw new NotSupportedException($"This runtime has no code page {codePage}.");

    /// <summary>Decodes one sequence.</summary>
    /// <param name="encoding">The code page.</param>
    /// <param name="bytes">The sequence.</param>
    /// <returns>The character; U+FFFD when there is none, or only a private one that the standard does not have.</returns>
    public static char Decode(Encoding encoding, params ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[8];
        var count = encoding.GetChars(bytes, characters);
        return count == 1 && !IsPrivate(characters[0]) ? characters[0] : TextDecoder.Replacement;
    }

    private static bool IsPrivate(char character) => character is >= '\uE000' and <= '\uF8FF';
}
