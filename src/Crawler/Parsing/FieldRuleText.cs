using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>
/// Field rules as people write them: <c>NAME=css:SELECTOR</c>, <c>NAME=css:SELECTOR@ATTRIBUTE</c>, <c>NAME=xpath:EXPRESSION</c>;
/// an asterisk after NAME asks for every match. Whether the expression is sound is for a worker to say.
/// </summary>
public static class FieldRuleText
{
    /// <summary>The forms, for messages.</summary>
    public const string Forms = "NAME=css:SELECTOR, NAME=css:SELECTOR@ATTRIBUTE or NAME=xpath:EXPRESSION, with NAME* for every match";

    private const string Css = "css:";
    private const string XPath = "xpath:";

    // Generous for a key or a column's title.
    private const int MaxNameLength = 100;

    private static readonly SearchValues<char> AttributeName = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:");

    /// <summary>Reads a rule.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rule">The rule, or null.</param>
    /// <param name="fault">What is wrong, without naming the text; null when it was read.</param>
    /// <returns>False when the text is no rule.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldRule? rule, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        rule = null;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            fault = $"write {Forms}";
            return false;
        }

        var name = text.AsSpan(0, equals).Trim();
        var isList = name.EndsWith('*');
        name = isList ? name[..^1] : name;
        var expression = text.AsSpan(equals + 1).Trim();
        fault = FaultOf(name) ?? FaultOfExpression(expression);
        if (fault is not null)
        {
            return false;
        }

        rule = Read(expression) with { Name = name.ToString(), IsList = isList };
        return true;
    }

    private static string? FaultOf(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxNameLength)
        {
            return $"the name before = has {name.Length} characters where 1 to {MaxNameLength} are allowed";
        }

        foreach (var character in name)
        {
            if (character == '*' || char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return "a name has no white space, and an asterisk only at its end";
            }
        }

        return null;
    }

    private static string? FaultOfExpression(ReadOnlySpan<char> expression)
    {
        var isKnown = expression.StartsWith(Css, StringComparison.Ordinal) || expression.StartsWith(XPath, StringComparison.Ordinal);
        return !isKnown ? $"write {Forms}"
            : expression[(expression.IndexOf(':') + 1)..].IsWhiteSpace() ? "there is no expression after the colon"
            : null;
    }

    private static FieldRule Read(ReadOnlySpan<char> expression)
    {
        if (expression.StartsWith(XPath, StringComparison.Ordinal))
        {
            return new FieldRule { Name = "", Language = FieldLanguage.XPath, Expression = expression[XPath.Length..].Trim().ToString() };
        }

        // Selectors have an @ inside quotes or behind a backslash only, and then something follows that no attribute's name has.
        var selector = expression[Css.Length..].Trim();
        var at = selector.LastIndexOf('@');
        var hasAttribute = at > 0 && selector[at - 1] != '\\' && at + 1 < selector.Length && !selector[(at + 1)..].ContainsAnyExcept(AttributeName);
        return new FieldRule
        {
            Name = "",
            Language = FieldLanguage.Css,
            Expression = (hasAttribute ? selector[..at].TrimEnd() : selector).ToString(),
            Attribute = hasAttribute ? selector[(at + 1)..].ToString() : null,
        };
    }
}
