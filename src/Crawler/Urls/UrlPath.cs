namespace AsyncCrawler.Urls;

/// <summary>Reads the path of a URL without taking it apart.</summary>
internal static class UrlPath
{
    /// <summary>The path, without the query.</summary>
    public static ReadOnlySpan<char> Of(CrawlUrl url)
    {
        var path = url.Parts.PathAndQuerySpan;
        var query = path.IndexOf('?');
        return query < 0 ? path : path[..query];
    }

    /// <summary>What follows the last dot of the last segment; empty when there is none.</summary>
    public static ReadOnlySpan<char> ExtensionOf(CrawlUrl url)
    {
        var path = Of(url);
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name[(name.LastIndexOf('.') is >= 0 and var dot ? dot + 1 : name.Length)..];
    }

    /// <summary>The query without its question mark; empty when there is none.</summary>
    public static ReadOnlySpan<char> QueryOf(CrawlUrl url)
    {
        var path = url.Parts.PathAndQuerySpan;
        return path[(path.IndexOf('?') is >= 0 and var query ? query + 1 : path.Length)..];
    }
}
