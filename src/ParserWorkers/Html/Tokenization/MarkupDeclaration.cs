namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>Where comments end.</summary>
internal static class MarkupDeclaration
{
    /// <summary>Reads a comment (HTML §13.2.5.43 to .52).</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">Behind <c>&lt;!--</c>.</param>
    /// <param name="end">Behind the comment.</param>
    /// <returns>What it says.</returns>
    public static ReadOnlySpan<byte> ReadComment(ReadOnlySpan<byte> source, int start, out int end)
    {
        // The dashes of the beginning may be those of the end: <!--> and <!---> are whole comments.
        var rest = source[start..];
        if (rest.StartsWith(">"u8) || rest.StartsWith("->"u8))
        {
            end = start + rest.IndexOf((byte)'>') + 1;
            return default;
        }

        for (var length = 0; ; length++)
        {
            var next = rest[length..].IndexOf("--"u8);
            if (next < 0)
            {
                end = source.Length;
                return WithoutUnfinishedEnd(rest);
            }

            length += next;
            var behind = rest[(length + 2)..];
            if (behind.StartsWith(">"u8) || behind.StartsWith("!>"u8))
            {
                end = start + length + behind.IndexOf((byte)'>') + 3;
                return rest[..length];
            }
        }
    }

    /// <summary>Reads what the standard makes a comment (HTML §13.2.5.41).</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Behind it.</param>
    /// <returns>What it says.</returns>
    public static ReadOnlySpan<byte> ReadBogusComment(ReadOnlySpan<byte> source, int start, out int end)
    {
        var length = source[start..].IndexOf((byte)'>');
        end = length < 0 ? source.Length : start + length + 1;
        return length < 0 ? source[start..] : source.Slice(start, length);
    }

    private static ReadOnlySpan<byte> WithoutUnfinishedEnd(ReadOnlySpan<byte> comment) =>
        comment.EndsWith("--!"u8) ? comment[..^3] : comment.EndsWith("--"u8) ? comment[..^2] : comment.EndsWith("-"u8) ? comment[..^1] : comment;
}
