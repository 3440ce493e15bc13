namespace AsyncCrawler.Politeness;

/// <summary>One line of robots.txt that allows or forbids.</summary>
public sealed class RobotsRule
{
    private readonly RobotsPattern _pattern;

    internal RobotsRule(bool isAllow, RobotsPattern pattern, int lineNumber, string text)
    {
        IsAllow = isAllow;
        _pattern = pattern;
        LineNumber = lineNumber;
        Text = text;
    }

    /// <summary>True when it allows, false when it forbids.</summary>
    public bool IsAllow { get; }

    /// <summary>Where it stands in the file, from 1.</summary>
    public int LineNumber { get; }

    /// <summary>The line as it was written, without surrounding blanks; escape it before it is shown.</summary>
    public string Text { get; }

    internal int Octets => _pattern.Octets;

    internal bool IsMatch(ReadOnlySpan<char> path) => _pattern.IsMatch(path);
}
