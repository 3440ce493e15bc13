namespace AsyncCrawler.Fetching;

/// <summary>A body that was read.</summary>
/// <param name="Body">Its bytes, decoded; whoever holds this owns them.</param>
/// <param name="WireBytes">How many bytes came in, before content codings were undone.</param>
/// <param name="IsTruncated">True when a limit cut the body off.</param>
/// <param name="HasTrailingBytes">True when something came after the end of its content coding.</param>
internal readonly record struct FetchedBody(PooledBody Body, long WireBytes, bool IsTruncated, bool HasTrailingBytes);
