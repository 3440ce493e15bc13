using System.Buffers;

namespace AsyncCrawler.Host.Records;

/// <summary>Identities of records as callers write them.</summary>
internal static class HexText
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a text is so many lower-case hexadecimal digits: then it is harmless wherever it goes.</summary>
    public static bool Is(string text, int length) => text.Length == length && !text.AsSpan().ContainsAnyExcept(Digits);
}
