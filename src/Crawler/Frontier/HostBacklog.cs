using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>What a store holds for one host and has not leased.</summary>
/// <param name="Number">The store's number of the host; rises in the order in which hosts became known.</param>
/// <param name="Host">The host.</param>
/// <param name="NewPages">Pages never tried.</param>
/// <param name="Others">Images, and pages that were tried before: what a page limit does not hold back.</param>
public sealed record HostBacklog(long Number, HostKey Host, long NewPages, long Others);
