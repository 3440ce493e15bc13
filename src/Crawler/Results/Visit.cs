using AsyncCrawler.Contracts;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>What a crawl keeps of a URL that went well, so that the next one need not transfer and parse it again.</summary>
/// <param name="Response">The response.</param>
/// <param name="Reply">What the parser said; null where nothing was to parse.</param>
public sealed record Visit(StoredResponse Response, ParseReply.Parsed? Reply);
