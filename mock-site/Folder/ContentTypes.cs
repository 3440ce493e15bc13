using Microsoft.AspNetCore.StaticFiles;

namespace AsyncCrawler.MockSite.Folder;

/// <summary>Content types by file name.</summary>
internal static class ContentTypes
{
    private static readonly IDictionary<string, string> Known = new FileExtensionContentTypeProvider().Mappings;

    /// <summary>
    /// The type of the first known extension, as with Apache's multiviews: <c>bind.html.ko.euc-kr</c> is <c>text/html</c>. No
    /// charset is named, so that a reader must find it in the document.
    /// </summary>
    public static string Of(string fileName)
    {
        if (fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return "application/gzip";
        }

        foreach (var extension in fileName.Split('.').Skip(1))
        {
            if (Known.TryGetValue('.' + extension, out var type))
            {
                return type;
            }
        }

        return "application/octet-stream";
    }
}
