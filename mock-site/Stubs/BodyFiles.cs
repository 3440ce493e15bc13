using AsyncCrawler.MockSite.Folder;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>The folder <c>__files</c>, from which stubs take bodies.</summary>
internal sealed class BodyFiles(string folder)
{
    /// <summary>Reads the file that a mapping names; a name that leads out of the folder is refused.</summary>
    public byte[] Read(MappingNode name) =>
        FolderPath.Resolve(folder, name.AsText()) is { } path && File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw name.Error($"the path of a file inside {folder}");
}
