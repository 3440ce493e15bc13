namespace AsyncCrawler.Host.Jobs;

/// <summary>By what a repeated request is known again.</summary>
/// <param name="Key">What the caller calls it.</param>
/// <param name="RequestHash">What was asked with it: the same key with another request is a mistake of the caller.</param>
internal sealed record IdempotencyKey(string Key, string RequestHash);
