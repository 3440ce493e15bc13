namespace AsyncCrawler.Host.Operation;

/// <summary>What was found about one thing that the service needs.</summary>
/// <param name="Name">The thing.</param>
/// <param name="Status">How it is.</param>
/// <param name="Detail">In one line.</param>
internal sealed record HealthCheck(string Name, HealthStatus Status, string Detail);
