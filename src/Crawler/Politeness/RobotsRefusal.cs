namespace AsyncCrawler.Politeness;

/// <summary>Why robots.txt keeps a URL from being fetched.</summary>
/// <param name="IsUnreachable">True when robots.txt could not be had, false when a line of it forbids the URL.</param>
/// <param name="Detail">The line, or what went wrong; may quote what the server sent.</param>
public sealed record RobotsRefusal(bool IsUnreachable, string Detail);
