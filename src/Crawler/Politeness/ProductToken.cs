namespace AsyncCrawler.Politeness;

/// <summary>
/// The name by which robots.txt addresses a crawler (RFC 9309 §2.2.1): letters, <c>_</c> and <c>-</c>; what follows them is no
/// part of it. Digits are taken too, although the standard has none: <c>crawler1</c> and <c>crawler2</c> are not one crawler.
/// </summary>
internal static class ProductToken
{
    /// <summary>The token at the begin of a user agent, as a crawler calls itself or is asked for.</summary>
    /// <param name="agent">The user agent, for example <c>ExampleBot/1.0 (+https://example.com/bot)</c>.</param>
    /// <returns>The token; empty when there is none.</returns>
    public static string Of(ReadOnlySpan<char> agent)
    {
        var text = agent.Trim();
        var length = 0;
        while (length < text.Length && IsPart(text[length]))
        {
            length++;
        }

        return text[..length].ToString();
    }

    /// <summary>The token at the begin of the value of a user-agent line.</summary>
    /// <param name="value">The value without surrounding blanks.</param>
    public static ReadOnlySpan<byte> In(ReadOnlySpan<byte> value)
    {
        var length = 0;
        while (length < value.Length && IsPart((char)value[length]))
        {
            length++;
        }

        return value[..length];
    }

    private static bool IsPart(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';
}
