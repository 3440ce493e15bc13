namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>Reads the URL of a <c>meta[http-equiv=refresh]</c>: HTML §4.2.5.3, "shared declarative refresh steps".</summary>
internal static class MetaRefresh
{
    /// <summary>Finds the URL.</summary>
    /// <param name="content">The value of the <c>content</c> attribute.</param>
    /// <param name="url">The URL as written.</param>
    /// <returns>False when the content is malformed or names no URL, which means the document itself.</returns>
    public static bool TryGetUrl(ReadOnlySpan<char> content, out ReadOnlySpan<char> url)
    {
        url = default;
        var input = content.TrimStart(AsciiWhitespace.Characters);
        var rest = input.TrimStart("0123456789");
        if (rest.Length == input.Length && !rest.StartsWith('.'))
        {
            return false;
        }

        rest = rest.TrimStart("0123456789.");
        if (rest.IsEmpty || !(rest[0] is ';' or ',' || AsciiWhitespace.Contains(rest[0])))
        {
            return false;
        }

        rest = rest.TrimStart(AsciiWhitespace.Characters);
        if (!rest.IsEmpty && rest[0] is ';' or ',')
        {
            rest = rest[1..].TrimStart(AsciiWhitespace.Characters);
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

        var rest = text[3..].TrimStart(AsciiWhitespace.Characters);
        return rest.StartsWith('=') ? rest[1..].TrimStart(AsciiWhitespace.Characters) : text;
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
