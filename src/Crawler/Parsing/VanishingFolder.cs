namespace AsyncCrawler.Parsing;

/// <summary>
/// An empty folder for a process to start in, which is removed as soon as it runs: it stays where no file can be made, and
/// nothing is left behind when this program is killed.
/// </summary>
internal sealed class VanishingFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-parser-");

    /// <summary>Its full path.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody else removed it, or holds it: an empty folder in the place for such.
        }
    }
}
