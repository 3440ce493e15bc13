namespace AsyncCrawler.Host.Records;

/// <summary>One whole line of a record file.</summary>
/// <param name="Json">The line without its line feed; valid until the next line is read. Empty for one that is too long for a record, or is long and holds control characters.</param>
/// <param name="End">The offset behind its line feed: where to go on.</param>
internal readonly record struct RecordLine(ReadOnlyMemory<byte> Json, long End);
