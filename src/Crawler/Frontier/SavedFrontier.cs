namespace AsyncCrawler.Frontier;

/// <summary>What earlier runs left in a store.</summary>
/// <param name="TriedPages">Pages that were given back after an attempt, and wait for the next one.</param>
/// <param name="Notes">The notes of all commits; empty for a new store.</param>
public sealed record SavedFrontier(long TriedPages, IReadOnlyDictionary<string, string> Notes);
