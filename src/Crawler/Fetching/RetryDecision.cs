using AsyncCrawler.Politeness;

namespace AsyncCrawler.Fetching;

/// <summary>What follows from a fetch for its URL and for its host.</summary>
/// <param name="Verdict">Whether the URL is tried again.</param>
/// <param name="RetryAfter">Least time until it is; null when it is not.</param>
/// <param name="HostPause">How long the whole host is to be left alone; null when it need not be.</param>
/// <param name="Load">How the host bore the fetch.</param>
public readonly record struct RetryDecision(RetryVerdict Verdict, TimeSpan? RetryAfter, TimeSpan? HostPause, HostLoad Load);
