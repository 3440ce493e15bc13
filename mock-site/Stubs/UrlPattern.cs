using System.Text.RegularExpressions;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>A condition on the target as the client wrote it, escapes included.</summary>
internal sealed class UrlPattern
{
    private readonly Regex? _expression;

    /// <summary>Compiles the condition.</summary>
    /// <exception cref="ArgumentException">The text is no regular expression, and the kind asks for one.</exception>
    public UrlPattern(UrlPatternKind kind, string text)
    {
        Kind = kind;
        Text = text;
        _expression = kind is UrlPatternKind.UrlPattern or UrlPatternKind.UrlPathPattern ? WholeMatch.Compile(text) : null;
    }

    /// <summary>What is compared.</summary>
    public UrlPatternKind Kind { get; }

    /// <summary>The text or expression as written.</summary>
    public string Text { get; }

    /// <summary>Whether the target fulfils the condition.</summary>
    public bool Matches(RequestTarget target)
    {
        var subject = Kind is UrlPatternKind.Url or UrlPatternKind.UrlPattern ? target.PathAndQuery : target.Path;
        return _expression?.IsMatch(subject) ?? subject == Text;
    }
}
