namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>Reads a Refresh field, or the content of a <c>meta[http-equiv=refresh]</c>: HTML §4.2.5.3, "shared declarative refresh steps".</summary>
public static class DeclarativeRefresh
{
    private const string Whitespace = "\t\n\f\r ";

    /// <summary>Finds the URL, and when it is gone to.</summary>
    /// <param name="content">The field, or the value of the <c>content</c> attribute.</param>
    /// <param name="url">The URL as written.</param>
    /// <param name="isImmediate">True for a time of less than a second, which a browser does not let the reader see: in effect a redirect.</param>
    /// <returns>False when the content is malformed or names no URL, which means the document itself.</returns>
    public static bool TryParse(ReadOnlySpan<char> content, out ReadOnlySpan<char> url, out bool isImmediate)
    {
        url = default;
        isImmediate = false;
        var input = content.TrimStart(Whitespace);
        var rest = input.TrimStart("0123456789");
        if (rest.Length == input.Length && !rest.StartsWith('.'))
        {
            return false;
        }

        isImmediate = !input[..^rest.Length].ContainsAnyExcept('0');
        rest = rest.TrimStart("0123456789.");
        if (rest.IsEmpty || !(rest[0] is ';' or ',' || Whitespace.Contains(rest[0], StringComparison.Ordinal)))
        {
            return false;
        }

        rest = rest.TrimStart(Whitespace);
        if (!rest.IsEmpty && rest[0] is ';' or ',')
        {
            rest = rest[1..].TrimStart(Whitespace);
        }

        url = Unquote(SkipKeyword(rest));
        return !url.IsEmpty;
    }

    /// <summary>Skips <c>url =</c>; a text that only begins like it is the URL itself.</summary>
    private static ReadOnlySpan<char> SkipKeyword(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("url", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var rest = text[3..].TrimStart(Whitespace);
        return rest.StartsWith('=') ? rest[1..].TrimStart(Whitespace) : text;
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('"' or '\''))
        {
            return text;
        }

        var end = text[1..].IndexOf(text[0]);
        return end < 0 ? text[1..] : text.Slice(1, end);
    }
}
