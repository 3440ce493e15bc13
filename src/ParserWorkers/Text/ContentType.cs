using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>A Content-Type field, parsed as MIME Sniffing §4.4 "parse a MIME type" asks.</summary>
internal sealed class ContentType
{
    // HTTP whitespace is narrower than ASCII whitespace: no form feed (Fetch §2.2).
    private const string HttpWhitespace = "\t\n\r ";

    private ContentType(string essence, string? charset)
    {
        Essence = essence;
        Charset = charset;
    }

    /// <summary>Type and subtype in lower case, for example <c>text/html</c>.</summary>
    public string Essence { get; }

    /// <summary>The value of the first valid <c>charset</c> parameter; null when there is none.</summary>
    public string? Charset { get; }

    /// <summary>Parses a field value.</summary>
    /// <param name="value">The value as the server sent it, or null.</param>
    /// <returns>Null where the standard says failure, and when there was no value.</returns>
    public static ContentType? Parse(string? value)
    {
        var input = value.AsSpan().Trim(HttpWhitespace);
        var slash = input.IndexOf('/');
        if (slash < 0 || !IsToken(input[..slash]))
        {
            return null;
        }

        var semicolon = input.IndexOf(';');
        var subtype = (semicolon < 0 ? input[(slash + 1)..] : semicolon < slash ? default : input[(slash + 1)..semicolon]).TrimEnd(HttpWhitespace);
        if (!IsToken(subtype))
        {
            return null;
        }

        var essence = $"{input[..slash]}/{subtype}".ToLowerInvariant();
        return new ContentType(essence, semicolon < 0 ? null : FindCharset(input[semicolon..]));
    }

    private static string? FindCharset(ReadOnlySpan<char> parameters)
    {
        while (!parameters.IsEmpty)
        {
            parameters = parameters[1..].TrimStart(HttpWhitespace);
            var end = parameters.IndexOfAny(';', '=');
            var name = end < 0 ? parameters : parameters[..end];
            parameters = parameters[name.Length..];
            if (parameters.IsEmpty || parameters[0] == ';')
            {
                continue;
            }

            parameters = parameters[1..];
            var value = parameters.StartsWith('"') ? ReadQuoted(ref parameters) : ReadUnquoted(ref parameters);
            if (value is not null && name.Equals("charset", StringComparison.OrdinalIgnoreCase) && IsQuotable(value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Reads up to the next semicolon; an empty value counts as no parameter.</summary>
    private static string? ReadUnquoted(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(';');
        var value = (end < 0 ? rest : rest[..end]).TrimEnd(HttpWhitespace);
        rest = end < 0 ? default : rest[end..];
        return value.IsEmpty ? null : value.ToString();
    }

    /// <summary>Collects an HTTP quoted string (Fetch §2.2); what follows it up to the next semicolon is ignored.</summary>
    private static string ReadQuoted(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        var position = 1;
        for (; position < rest.Length && rest[position] != '"'; position++)
        {
            position += rest[position] == '\\' && position + 1 < rest.Length ? 1 : 0;
            value.Append(rest[position]);
        }

        rest = rest[Math.Min(position, rest.Length)..];
        var end = rest.IndexOf(';');
        rest = end < 0 ? default : rest[end..];
        return value.ToString();
    }

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-.^_`|~".Contains(character))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Tells whether a value has only HTTP quoted-string token code points (MIME Sniffing §3).</summary>
    private static bool IsQuotable(string text)
    {
        foreach (var character in text)
        {
            if (character is not ('\t' or (>= ' ' and <= '~') or (>= '\u0080' and <= '\u00FF')))
            {
                return false;
            }
        }

        return true;
    }
}
