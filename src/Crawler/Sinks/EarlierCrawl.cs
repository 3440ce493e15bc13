namespace AsyncCrawler.Sinks;

/// <summary>
/// The crawl before this one, in the folder <c>earlier</c> of the crawl directory. It is moved there file by file into a folder of
/// another name that is renamed at the end; a process that dies half-way leaves what the next one takes up.
/// </summary>
internal static class EarlierCrawl
{
    /// <summary>The folder.</summary>
    public const string FolderName = "earlier";

    private const string HalfName = ".earlier.tmp";

    /// <summary>Whether a directory holds an earlier crawl that is set aside, wholly or half.</summary>
    public static bool IsIn(string directory) => Directory.Exists(Path.Combine(directory, FolderName)) || Directory.Exists(Path.Combine(directory, HalfName));

    /// <summary>Sets the crawl of a directory aside, in place of what was set aside before.</summary>
    /// <param name="directory">The crawl directory, owned by this process.</param>
    /// <param name="keep">Names that stay where they are.</param>
    /// <exception cref="IOException">Something cannot be moved; what was moved stays moved.</exception>
    public static void SetAside(string directory, IReadOnlyCollection<string> keep)
    {
        var (folder, half) = (Path.Combine(directory, FolderName), Path.Combine(directory, HalfName));
        SymbolicLink.Refuse(folder);
        SymbolicLink.Refuse(half);
        var entries = new DirectoryInfo(directory).GetFileSystemInfos().Where(entry => entry.Name is not (FolderName or HalfName) && !keep.Contains(entry.Name)).ToList();
        if (entries.Count == 0 && !Directory.Exists(half))
        {
            return;
        }

        Directory.CreateDirectory(half);
        foreach (var entry in entries)
        {
            Directory.Move(entry.FullName, Path.Combine(half, entry.Name));
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(half, folder);
    }
}
