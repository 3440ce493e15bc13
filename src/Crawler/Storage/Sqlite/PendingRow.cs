using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>A row of the table <c>pending</c>, as it is or shall be on the disk.</summary>
/// <param name="Host">The host.</param>
/// <param name="IsNewPage">Which of the host's two queues.</param>
/// <param name="Place">The place in the queue.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="ReadyAt">When it may be leased; null when at once.</param>
internal readonly record struct PendingRow(HostKey Host, bool IsNewPage, long Place, long ItemId, ResourceKind Kind, DateTimeOffset? ReadyAt);
