namespace AsyncCrawler.Hosting;

/// <summary>How often the host of a URL may be asked.</summary>
/// <param name="Key">The unit of politeness: scheme, host and port.</param>
/// <param name="DelaySeconds">Seconds between two requests: what is configured, or what robots.txt or the host's own trouble asks for if that is more.</param>
/// <param name="NextAt">When the URL may be fetched at the earliest, which may have passed; null when nothing stands against its being fetched at once.</param>
public sealed record ExplainedHost(string Key, double DelaySeconds, DateTimeOffset? NextAt);
