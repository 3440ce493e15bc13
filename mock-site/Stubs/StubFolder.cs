using System.Text.Json;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Reads a folder in WireMock's layout: <c>mappings/**/*.json</c> and <c>__files/</c>.</summary>
internal static class StubFolder
{
    private const string Mappings = "mappings";

    /// <summary>
    /// Reads all mappings. Files are read in ordinal order of their paths, so that of equal stubs in two files the winner is
    /// the same on every machine; WireMock takes the order of the file system.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder <c>mappings</c>.</exception>
    /// <exception cref="InvalidDataException">A file is not understood; the message names file, JSON path and value.</exception>
    public static IReadOnlyList<StubMapping> Load(string root)
    {
        var folder = Path.Combine(Path.GetFullPath(root), Mappings);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder of stubs is missing: {folder} (name the folder that holds {Mappings}/ and __files/)");
        }

        var bodies = new BodyFiles(Path.Combine(Path.GetFullPath(root), "__files"));
        return
        [
            .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .SelectMany(file => ReadFile(file, bodies)),
        ];
    }

    private static List<StubMapping> ReadFile(string file, BodyFiles bodies)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = new MappingNode(file, "$", json.RootElement);
            var reader = new MappingReader(bodies);
            return root.Find(Mappings) is { } several ? [.. several.Items().Select(reader.Read)] : [reader.Read(root)];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}: not JSON: {error.Message}", error);
        }
    }
}
