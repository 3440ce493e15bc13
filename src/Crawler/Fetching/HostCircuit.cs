using Polly;

namespace AsyncCrawler.Fetching;

/// <summary>The state of a host that could not be reached.</summary>
/// <param name="Breaker">Opens after some failures in a row.</param>
/// <param name="FailingSince">The timestamp of the first of them.</param>
internal sealed record HostCircuit(ResiliencePipeline<FetchOutcome> Breaker, long FailingSince);
