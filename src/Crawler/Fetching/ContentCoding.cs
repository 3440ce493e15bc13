namespace AsyncCrawler.Fetching;

/// <summary>A content coding that can be undone (RFC 9110 §8.4.1).</summary>
internal enum ContentCoding
{
    /// <summary><c>gzip</c> or <c>x-gzip</c> (RFC 1952), any number of members.</summary>
    Gzip,

    /// <summary><c>deflate</c>: the zlib format (RFC 1950), or bare DEFLATE (RFC 1951) as some servers send.</summary>
    Deflate,

    /// <summary><c>br</c> (RFC 7932), without the large-window extension.</summary>
    Brotli,
}
