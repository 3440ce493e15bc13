namespace AsyncCrawler.MockSite.Folder;

/// <summary>The file that answers an address.</summary>
internal sealed record FolderAnswer(FileInfo File)
{
    /// <summary>The language that was chosen among variants; null when there was no choice.</summary>
    public string? Language { get; init; }

    /// <summary>Whether the file holds the content in gzip coding.</summary>
    public bool IsGzip { get; init; }
}
