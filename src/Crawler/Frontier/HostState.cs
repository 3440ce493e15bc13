using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>How a crawl stands with a host at one moment.</summary>
/// <param name="Host">The host.</param>
/// <param name="Waiting">URLs that wait and are wanted.</param>
/// <param name="UnderWay">Fetches under way.</param>
/// <param name="Delay">Least time between two fetches: what the crawls want, what the host asks for, or more while it is overloaded.</param>
/// <param name="NextAt">The earliest time of the next fetch; null when nothing waits.</param>
public sealed record HostState(HostKey Host, long Waiting, int UnderWay, TimeSpan Delay, DateTimeOffset? NextAt);
