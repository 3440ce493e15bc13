namespace AsyncCrawler.Frontier;

/// <summary>
/// What an earlier crawl kept of a complete response: enough to ask whether it still holds (RFC 9110 §13), and to record it again
/// when it does. Never both validators are null.
/// </summary>
public sealed record StoredResponse
{
    /// <summary>The ETag field as sent, weak or strong (RFC 9110 §8.8.3); null when there was none.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified field as sent; null when there was none.</summary>
    public string? LastModified { get; init; }

    /// <summary>The Content-Type field as sent; null when there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The length of the body, content codings undone.</summary>
    public required long Length { get; init; }

    /// <summary>The SHA-256 of the body in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The Refresh field as sent; null when there was none.</summary>
    public string? Refresh { get; init; }

    /// <summary>The X-Robots-Tag fields as they were sent.</summary>
    public IReadOnlyList<string> RobotsTags { get; init; } = [];
}
