namespace AsyncCrawler.Host.Operation;

/// <summary>How the service is.</summary>
/// <param name="Status">The worst of the checks.</param>
/// <param name="Checks">What was looked at.</param>
internal sealed record HealthReport(HealthStatus Status, IReadOnlyList<HealthCheck> Checks);
