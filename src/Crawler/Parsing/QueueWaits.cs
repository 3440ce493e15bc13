namespace AsyncCrawler.Parsing;

/// <summary>Times from the hand-over of a document to its sending; a document sent twice counts twice.</summary>
/// <param name="Count">How many were sent.</param>
/// <param name="Total">The sum of their waits.</param>
/// <param name="Longest">The longest wait.</param>
public readonly record struct QueueWaits(long Count, TimeSpan Total, TimeSpan Longest);
