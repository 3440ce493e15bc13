namespace AsyncCrawler.Parsing;

/// <summary>
/// An empty folder for a process to start in, which is removed as soon as it runs: it stays where no file can be made, and
/// nothing is left behind when this program is killed.
/// </summary>
internal sealed class VanishingFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Create();

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

    private static DirectoryInfo Create()
    {
        try
        {
            return Directory.CreateTempSubdirectory("asynccrawler-parser-");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ParserUnavailableException(
                $"No parser process can be started, as no folder can be made in {System.IO.Path.GetTempPath()}: {error.Message.TrimEnd('.')}. Set TMPDIR to a folder that can be written to.", error);
        }
    }
}
