namespace AsyncCrawler.Storage.Sqlite;

/// <summary>An item read from the disk to wait in memory.</summary>
/// <param name="Stored">The item.</param>
/// <param name="ReadyAt">When it may be leased; null when at once.</param>
internal readonly record struct LoadedItem(StoredItem Stored, DateTimeOffset? ReadyAt);
