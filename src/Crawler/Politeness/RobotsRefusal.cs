namespace AsyncCrawler.Politeness;

/// <summary>Why robots.txt keeps a URL from being fetched.</summary>
/// <param name="Unreachable">Why robots.txt could not be had, in one word of a closed set; null when a line of it forbids the URL.</param>
/// <param name="Detail">The line, or what went wrong; may quote what the server sent.</param>
public sealed record RobotsRefusal(string? Unreachable, string Detail);
