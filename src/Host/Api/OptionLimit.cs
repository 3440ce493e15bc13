namespace AsyncCrawler.Host.Api;

/// <summary>What an option may be; null is no bound.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
internal sealed record OptionLimit(double? Min, double? Max);
