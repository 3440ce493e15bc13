namespace AsyncCrawler.Politeness;

/// <summary>Whether a URL may be fetched, and which line decided.</summary>
/// <param name="IsAllowed">True when it may be.</param>
/// <param name="Rule">The deciding line; null when none matches, which means allowed.</param>
public readonly record struct RobotsDecision(bool IsAllowed, RobotsRule? Rule);
