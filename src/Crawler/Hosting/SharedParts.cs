using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Hosting;

/// <summary>What all crawls of the process share.</summary>
/// <param name="Fetcher">The connections to the web.</param>
/// <param name="Parsers">The parser processes.</param>
/// <param name="Throttles">When each host may be asked.</param>
/// <param name="Telemetry">What fetches and results tell.</param>
/// <param name="FrontierTelemetry">What the frontiers tell.</param>
internal sealed record SharedParts(
    IPageFetcher Fetcher, ParserPool Parsers, HostThrottles Throttles, CrawlerTelemetry Telemetry, FrontierTelemetry FrontierTelemetry);
