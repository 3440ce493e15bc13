using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>What is to be read of the tail of a queue.</summary>
/// <param name="Host">The host.</param>
/// <param name="IsNewPages">Which of its queues.</param>
/// <param name="After">The place read last.</param>
/// <param name="Most">Most items to read.</param>
/// <param name="Arrivals">The tail's arrivals when this was asked.</param>
internal readonly record struct TailRead(HostKey Host, bool IsNewPages, long After, int Most, long Arrivals);
