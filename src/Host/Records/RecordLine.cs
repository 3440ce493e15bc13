namespace AsyncCrawler.Host.Records;

/// <summary>One whole line of a record file.</summary>
/// <param name="Json">The line without its line feed; valid until the next line is read.</param>
/// <param name="End">The offset behind its line feed: where to go on.</param>
internal readonly record struct RecordLine(ReadOnlyMemory<byte> Json, long End);
