namespace AsyncCrawler.MockSite.Folder;

/// <summary>Leads from an address to a place in a folder, and never out of it.</summary>
internal static class FolderPath
{
    private static readonly char[] Forbidden = ['\\', ':', '\0'];

    /// <summary>
    /// The full path of a place below <paramref name="root"/>, whether or not something is there; null for what could lead out
    /// (dot segments, separators of other systems) and for symbolic links, which are never followed.
    /// </summary>
    /// <param name="root">A full path.</param>
    /// <param name="relative">A decoded path with <c>/</c> between the names and none in front; empty means the root.</param>
    public static string? Resolve(string root, string relative)
    {
        if (relative.Length == 0)
        {
            return root;
        }

        var place = root;
        foreach (var name in relative.Split('/'))
        {
            if (name is "" or "." or ".." || name.IndexOfAny(Forbidden) >= 0)
            {
                return null;
            }

            place = Path.Join(place, name);
            if (new FileInfo(place).LinkTarget is not null)
            {
                return null;
            }
        }

        return place;
    }
}
