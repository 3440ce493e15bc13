using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Parsing;

/// <summary>Which responses go to the parsers at all.</summary>
internal static class ParseGate
{
    /// <summary>
    /// True for a page's successful response that is declared HTML, or not declared at all: then the child sniffs (RFC 9110
    /// §8.3). True for every successful sitemap: they are declared as anything.
    /// </summary>
    public static bool Wants(FetchOutcome.Received response) => response switch
    {
        { IsSuccess: false } or { Body.Length: 0 } => false,
        { Lease.Item.Kind: ResourceKind.Page } => string.IsNullOrWhiteSpace(response.ContentType) || IsMarkup(Essence(response.ContentType)),
        { Lease.Item.Kind: var kind } => kind == ResourceKind.Sitemap,
    };

    private static ReadOnlySpan<char> Essence(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        return contentType.AsSpan(0, end < 0 ? contentType.Length : end).Trim();
    }

    private static bool IsMarkup(ReadOnlySpan<char> essence) =>
        essence.Equals("text/html", StringComparison.OrdinalIgnoreCase)
        || essence.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);
}
