namespace AsyncCrawler.Host.Operation;

/// <summary>That the process answers.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
internal sealed record Liveness(string Status);
