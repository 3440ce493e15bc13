namespace AsyncCrawler.Frontier;

/// <summary>What a commit did.</summary>
/// <param name="Added">The items that were new, in their order.</param>
/// <param name="Closed">How many items were open under their lease and are now closed.</param>
public sealed record CommitOutcome(IReadOnlyList<FrontierItem> Added, int Closed);
