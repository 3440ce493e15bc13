namespace AsyncCrawler.Fetching;

/// <summary>A body that was read.</summary>
/// <param name="Body">Its bytes, decoded; whoever holds this owns them.</param>
/// <param name="Sha256">Their SHA-256 in lower-case hexadecimal digits.</param>
/// <param name="IsTruncated">True when a limit cut the body off.</param>
internal sealed record FetchedBody(PooledBody Body, string Sha256, bool IsTruncated);
