using AsyncCrawler.Frontier;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>An item as it stands in the file.</summary>
/// <param name="Item">The item.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="IsOpen">False when it is closed for good.</param>
/// <param name="ReadyAt">Before when it is not tried again; null when it may be at any time, or is closed.</param>
internal sealed record FoundItem(FrontierItem Item, int Attempts, bool IsOpen, DateTimeOffset? ReadyAt);
