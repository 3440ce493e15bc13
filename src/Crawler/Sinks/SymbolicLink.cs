namespace AsyncCrawler.Sinks;

/// <summary>Links in the crawl directory were not made by the crawler: it does not write through them.</summary>
internal static class SymbolicLink
{
    /// <summary>Throws when <paramref name="path"/> is a symbolic link, whether or not it leads anywhere.</summary>
    /// <exception cref="IOException">It is one.</exception>
    public static void Refuse(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new IOException($"{path} is a symbolic link to {target}: remove it, the crawler writes only to files of its own.");
        }
    }
}
