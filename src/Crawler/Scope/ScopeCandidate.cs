using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>What a scope rule judges.</summary>
/// <param name="Url">The URL in question.</param>
/// <param name="Root">The URL by which its scope is judged, usually the seed.</param>
/// <param name="Depth">Links from the seed.</param>
public readonly record struct ScopeCandidate(CrawlUrl Url, CrawlUrl Root, int Depth);
