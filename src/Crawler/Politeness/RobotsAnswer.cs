namespace AsyncCrawler.Politeness;

/// <summary>What came of asking a site for its robots.txt: rules, or no access to them (RFC 9309 §2.3.1).</summary>
public abstract record RobotsAnswer
{
    private RobotsAnswer()
    {
    }

    /// <summary>It was read, or there is none.</summary>
    /// <param name="Rules">What it says; <see cref="RobotsRules.AllowAll"/> when there is none.</param>
    /// <param name="Lifetime">How long it may be used before it is asked for again.</param>
    public sealed record Known(RobotsRules Rules, TimeSpan Lifetime) : RobotsAnswer;

    /// <summary>It may exist, but cannot be had: nothing may be fetched until it can.</summary>
    /// <param name="Reason">Why, in one word of a closed set, for example <c>http-503</c>.</param>
    /// <param name="Detail">One line for the operator.</param>
    /// <param name="RetryAfter">Least time until it is asked for again; null when that is of no use for now.</param>
    /// <param name="CountsAsAttempt">False when nothing was tried.</param>
    public sealed record Unreachable(string Reason, string Detail, TimeSpan? RetryAfter, bool CountsAsAttempt) : RobotsAnswer;
}
