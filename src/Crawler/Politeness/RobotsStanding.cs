using AsyncCrawler.Diagnostics;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Politeness;

/// <summary>How a crawler stands with a site: its rules, or that they cannot be had.</summary>
internal sealed record RobotsStanding
{
    private const int MaxRuleText = 300;

    /// <summary>The rules; those of a site without rules while <see cref="Unreachable"/> keeps everything from being fetched.</summary>
    public required RobotsRules Rules { get; init; }

    /// <summary>Why the rules cannot be had; null when they are known.</summary>
    public RobotsRefusal? Unreachable { get; init; }

    /// <summary>The timestamp from which it has to be asked for again.</summary>
    public required long FreshUntil { get; init; }

    /// <summary>The timestamp of the first failure in a row; 0 when the last answer was good.</summary>
    public long FailingSince { get; init; }

    /// <summary>Judges a URL of the site.</summary>
    /// <returns>Null when it may be fetched.</returns>
    public RobotsRefusal? Judge(CrawlUrl url)
    {
        if (Unreachable is not null)
        {
            return Unreachable;
        }

        return Rules.Decide(url) is { IsAllowed: false, Rule: { } rule }
            ? new RobotsRefusal(null, $"robots.txt line {rule.LineNumber}: {PrintableText.Of(rule.Text, MaxRuleText)}")
            : null;
    }
}
