using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>What a store holds for one host and has not leased.</summary>
/// <param name="Host">The host.</param>
/// <param name="Pages">Pages not yet leased.</param>
/// <param name="Images">Images not yet leased.</param>
public sealed record HostBacklog(HostKey Host, long Pages, long Images);
