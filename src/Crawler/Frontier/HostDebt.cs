using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>What a host is owed beyond the delay that a crawl keeps anyway. It must outlive the process (promise R13).</summary>
/// <param name="Host">The host.</param>
/// <param name="Delay">Least time between two fetches, because the host asked for it or is overloaded; zero when the crawl's own delay will do.</param>
/// <param name="NotBefore">When it may be asked next; only for a pause it lies further ahead than the delay.</param>
public sealed record HostDebt(HostKey Host, TimeSpan Delay, DateTimeOffset NotBefore);
