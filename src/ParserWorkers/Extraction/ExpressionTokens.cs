namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>
/// Cuts an expression into tokens just well enough for XPath and CSS alike: a name together with the colons or bracket that
/// make it an axis, a prefix or a function; a quoted text; a comparison of two characters; white space; any other character alone.
/// </summary>
internal static class ExpressionTokens
{
    /// <summary>Where the tokens end.</summary>
    /// <param name="expression">Any text.</param>
    /// <returns>The positions after each token, ascending; the last is the text's length.</returns>
    public static List<int> EndsOf(string expression)
    {
        List<int> ends = [];
        for (var at = 0; at < expression.Length; ends.Add(at))
        {
            at += TokenLength(expression.AsSpan(at));
        }

        return ends;
    }

    /// <summary>The brackets that would close those left open, innermost first.</summary>
    /// <param name="expression">Any text.</param>
    /// <returns>Closing brackets.</returns>
    public static string ClosersOf(string expression)
    {
        var open = new Stack<char>();
        foreach (var end in EndsOf(expression))
        {
            switch (expression[end - 1])
            {
                case '(':
                    open.Push(')');
                    break;
                case '[':
                    open.Push(']');
                    break;
                case ')' or ']':
                    _ = open.TryPop(out _);
                    break;
                default:
                    break;
            }
        }

        return new string([.. open]);
    }

    private static int TokenLength(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '"' or '\'' => rest[1..].IndexOf(rest[0]) is var end && end >= 0 ? end + 2 : rest.Length,
        '!' or '<' or '>' or '~' or '|' or '^' or '$' or '*' when rest.StartsWith([rest[0], '=']) => 2,
        var first when IsNamePart(first) => NameLength(rest),
        var first when char.IsWhiteSpace(first) => rest.Length - rest.TrimStart().Length,
        _ => 1,
    };

    private static int NameLength(ReadOnlySpan<char> rest)
    {
        var length = 1;
        while (length < rest.Length && IsNamePart(rest[length]))
        {
            length++;
        }

        return rest[length..] switch
        {
            [':', ':', ..] => length + 2,
            [':' or '(', ..] => length + 1,
            _ => length,
        };
    }

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '\\' || c > '\x7f';
}
