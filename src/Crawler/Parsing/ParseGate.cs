using System.Buffers;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Parsing;

/// <summary>Which responses go to the parsers at all.</summary>
internal static class ParseGate
{
    // RFC 9110 §5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>
    /// True for a page's successful response that is declared HTML, or whose declaration says nothing: then the child sniffs (RFC 9110
    /// §8.3, MIME Sniffing §7), unless the server forbids that. True for every successful sitemap: they are declared as anything.
    /// </summary>
    public static bool Wants(FetchOutcome.Received response) => response switch
    {
        { IsSuccess: false } or { Body.Length: 0 } => false,
        { Lease.Item.Kind: ResourceKind.Page } => IsMarkup(Essence(response.ContentType)) || (!response.ForbidsSniffing && SaysNothing(Essence(response.ContentType))),
        { Lease.Item.Kind: var kind } => kind == ResourceKind.Sitemap,
    };

    private static ReadOnlySpan<char> Essence(string? contentType)
    {
        var end = contentType.AsSpan().IndexOf(';');
        return (end < 0 ? contentType.AsSpan() : contentType.AsSpan(0, end)).Trim();
    }

    // MIME Sniffing §5.1 and §7: no type, one that is no type, and those that servers write when they do not know.
    private static bool SaysNothing(ReadOnlySpan<char> essence)
    {
        var slash = essence.IndexOf('/');
        return slash <= 0
            || essence[..slash].ContainsAnyExcept(TokenCharacters)
            || essence[(slash + 1)..] is not { IsEmpty: false } subtype
            || subtype.ContainsAnyExcept(TokenCharacters)
            || essence.Equals("*/*", StringComparison.Ordinal)
            || essence.Equals("unknown/unknown", StringComparison.OrdinalIgnoreCase)
            || essence.Equals("application/unknown", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsMarkup(ReadOnlySpan<char> essence) =>
        essence.Equals("text/html", StringComparison.OrdinalIgnoreCase)
        || essence.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);
}
