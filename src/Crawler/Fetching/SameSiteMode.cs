namespace AsyncCrawler.Fetching;

/// <summary>What a cookie may be sent along with (RFC 6265bis §5.6.7).</summary>
internal enum SameSiteMode
{
    /// <summary>Requests from anywhere.</summary>
    None,

    /// <summary>Requests from the same site, and pages wherever the link to them was. Also when nothing is said.</summary>
    Lax,

    /// <summary>Requests from the same site.</summary>
    Strict,
}
