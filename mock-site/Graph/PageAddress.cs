using System.Globalization;

namespace AsyncCrawler.MockSite.Graph;

/// <summary>
/// The address of each page. A page has exactly one address, in some cases with a query, so that the number of pages is the
/// number of addresses; the query never changes the content, so that a file server can serve an export.
/// </summary>
internal static class PageAddress
{
    private const string Query = "?view=full&lang=en";
    private const string Suffix = ".html";

    /// <summary>Path, and query if any, of a page: <c>/</c>, <c>/page/12.html</c>, <c>/section-3/page-5.html</c>.</summary>
    public static string Of(int page) => page % 16 == 6 ? FilePath(page) + Query : FilePath(page);

    /// <summary>The address without its query, which alone decides the content.</summary>
    public static string FilePath(int page) => page switch
    {
        0 => "/",
        _ when page % 4 == 1 => string.Create(CultureInfo.InvariantCulture, $"/section-{page % 12}/page-{page}{Suffix}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"/page/{page}{Suffix}"),
    };

    /// <summary>The page at a path without query; false when no page of any graph has that path.</summary>
    public static bool TryParse(string path, out int page)
    {
        page = 0;
        if (path == "/")
        {
            return true;
        }

        // Page numbers have at most ten digits: a long path is no page, and costs nothing.
        const int longest = 48;
        return path.Length <= longest
            && path.EndsWith(Suffix, StringComparison.Ordinal)
            && int.TryParse(NumberIn(path), NumberStyles.None, CultureInfo.InvariantCulture, out page)
            && path == FilePath(page);
    }

    /// <summary>The shortest relative reference from one address to another.</summary>
    public static string Relative(string from, string to)
    {
        var slash = from.LastIndexOf('/');
        var folder = from.AsSpan(0, slash + 1);
        if (to.AsSpan().StartsWith(folder) && to.Length > folder.Length && to.LastIndexOf('/') == slash)
        {
            return to[folder.Length..];
        }

        // Folders are one level deep.
        var up = folder.Length > 1 ? "../" : to == "/" ? "./" : "";
        return string.Concat(up, to.AsSpan(1));
    }

    private static ReadOnlySpan<char> NumberIn(string path)
    {
        var stem = path.AsSpan(0, path.Length - Suffix.Length);
        return stem[(stem.LastIndexOfAny('/', '-') + 1)..];
    }
}
